import { Trans } from '@lingui/react/macro'
import type { Row } from '../../../domain/kind.ts'
import { usePreviewed } from '../../store/presence.ts'
import { Icon } from '../../ui/icon.tsx'
import { useHands } from '../hands/use-hands.ts'

/** Nobody is read unawares: said where the words are written, as long as it is so. */
export function PreviewNote({ row }: { readonly row: Row<'case'> }) {
  const { mine } = useHands(row)
  const previewed = usePreviewed(row.id)
  if (!mine || !previewed) return null
  return (
    <p className="gate" role="status">
      <Icon name="eye" size={13} />
      <Trans>A supervisor reads this as you write it.</Trans>
    </p>
  )
}
