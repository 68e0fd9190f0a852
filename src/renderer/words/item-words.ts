import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { FieldValue, SyncItem } from '../../domain/contract/sync.ts'
import { CaseKind, Remedy } from '../../domain/noun/case.ts'
import { Mode } from '../../domain/noun/presence.ts'
import type { LateReason } from '../../domain/rules/late-send.ts'
import type { IconName } from '../ui/icons.ts'
import { kindWords, remedyWords } from './case-words.ts'
import { modeWords } from './mode-words.ts'

interface Deed {
  readonly words: MessageDescriptor
  readonly icon: IconName
}

const deeds: Readonly<Record<string, Deed>> = {
  'message.reply': { words: msg`Reply`, icon: 'message-circle' },
  'message.note': { words: msg`Internal note`, icon: 'lock' },
  'case.claim': { words: msg`Case taken`, icon: 'user-check' },
  'case.release': { words: msg`Case given back`, icon: 'user-minus' },
  'case.resolve': { words: msg`Case resolved`, icon: 'check' },
  'case.reopen': { words: msg`Case opened again`, icon: 'rotate-ccw' },
  'case.classify': { words: msg`Kind settled`, icon: 'list-checks' },
  'case.dismissSafety': { words: msg`Safety warning dismissed`, icon: 'shield-check' },
  'case.open': { words: msg`New case`, icon: 'message-square-plus' },
  'case.raise': { words: msg`Supervisor asked for help`, icon: 'hand' },
  'case.lower': { words: msg`No more help needed`, icon: 'hand' },
  'case.assign': { words: msg`Case given to a colleague`, icon: 'user-check' },
  'case.takeOver': { words: msg`Case taken over`, icon: 'user-check' },
  'case.handBack': { words: msg`Case handed back`, icon: 'corner-up-left' },
  'whisper.say': { words: msg`Whisper to the agent`, icon: 'ear' },
  'whisper.close': { words: msg`Whisper read`, icon: 'ear' },
  'commitment.record': { words: msg`Promise`, icon: 'handshake' },
  'commitment.close': { words: msg`Promise closed`, icon: 'handshake' },
  'party.register': { words: msg`New customer`, icon: 'user-plus' },
  'touchpoint.record': { words: msg`Journey entry`, icon: 'door-open' },
  'appointment.book': { words: msg`Booking`, icon: 'calendar-clock' },
  'appointment.close': { words: msg`Appointment closed`, icon: 'calendar-check' },
  'presence.set': { words: msg`Your status`, icon: 'user' },
  'attachment.add': { words: msg`File`, icon: 'paperclip' },
}

const change: Deed = { words: msg`Change`, icon: 'circle-dashed' }

/** What a person did, by its command. A command of a newer desk reads as a plain change. */
export const itemWords = (i18n: I18n, { name }: Pick<SyncItem, 'name'>): string => i18n._((deeds[name] ?? change).words)

export const itemIcon = ({ name }: Pick<SyncItem, 'name'>): IconName => (deeds[name] ?? change).icon

/** What happened meanwhile, so that words written earlier may not go by themselves. */
export const lateWords: Readonly<Record<LateReason, MessageDescriptor>> = {
  old: msg`It is more than half an hour old.`,
  answered: msg`A colleague has answered meanwhile.`,
  reassigned: msg`The case is with somebody else now.`,
  closed: msg`The case was resolved meanwhile.`,
  news: msg`The customer wrote again, and you had not seen it.`,
  consent: msg`The customer has withdrawn their consent.`,
}

const fields: Readonly<Record<string, MessageDescriptor>> = {
  kind: msg`Kind`,
  remedy: msg`Wants`,
  settled: msg`Settled`,
  owner: msg`Owner`,
  state: msg`State`,
  dueAt: msg`Due`,
  text: msg`Words`,
  reason: msg`Reason`,
  startsAt: msg`Time`,
  resource: msg`Where`,
}

/** A field of a change, as a person calls it. */
export const fieldWords = (i18n: I18n, field: string): string => i18n._(fields[field] ?? msg`Value`)

/** A value as a person reads it: what the desk knows words for is said in them. */
export function valueWords(i18n: I18n, { value }: FieldValue): string {
  const kind = CaseKind.safeParse(value)
  if (kind.success) return i18n._(kindWords[kind.data])
  const remedy = Remedy.safeParse(value)
  if (remedy.success) return i18n._(remedyWords[remedy.data])
  const mode = Mode.safeParse(value)
  if (mode.success) return i18n._(modeWords[mode.data])
  if (value === 'true') return i18n._(msg`Yes`)
  return value === 'false' ? i18n._(msg`No`) : (value ?? i18n._(msg`Nothing`))
}
