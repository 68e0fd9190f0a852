import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Mode } from '../../domain/noun/presence.ts'
import type { IconName } from '../ui/icons.ts'

/** What somebody says they are doing, in words that fit whoever reads them: themselves, or their supervisor. */
export const modeWords: Readonly<Record<Mode, MessageDescriptor>> = {
  available: msg`Available`,
  busy: msg`Busy`,
  break: msg`On a break`,
  'wrap-up': msg`Wrap-up`,
  away: msg`Away`,
  'working-offline': msg`Working offline`,
}

export const modeIcons: Readonly<Record<Mode, IconName>> = {
  available: 'circle-check',
  busy: 'circle-minus',
  break: 'coffee',
  'wrap-up': 'notebook-pen',
  away: 'footprints',
  'working-offline': 'laptop',
}
