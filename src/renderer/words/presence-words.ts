import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { Shown } from '../../domain/rules/presence.ts'
import type { Tone } from '../ui/pill.tsx'

/** What is shown of an agent, in a word or two. */
export const shownWords: Readonly<Record<Shown, MessageDescriptor>> = {
  available: msg`Available`,
  busy: msg`Busy`,
  break: msg`On a break`,
  'wrap-up': msg`Wrapping up`,
  away: msg`Away`,
  'working-offline': msg`Working offline`,
  vanished: msg`Line lost`,
  offline: msg`Not here`,
}

export const shownTones: Readonly<Record<Shown, Tone>> = {
  available: 'ok',
  busy: 'mute',
  break: 'mute',
  'wrap-up': 'mute',
  away: 'mute',
  'working-offline': 'warn',
  vanished: 'danger',
  offline: 'none',
}
