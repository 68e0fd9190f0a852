import { Trans } from '@lingui/react/macro'
import { Icon } from '../../ui/icon.tsx'
import type { Tied } from './use-tied.ts'

/** Says that the words wait for a booking, and why. */
export const TiedNote = ({ tied: { at } }: { readonly tied: Tied }) => (
  <p className="gate" role="status">
    <Icon name="link" size={13} />
    <Trans>Names the slot at {at}: leaves once the booking stands, so that nothing is promised that is not held.</Trans>
  </p>
)
