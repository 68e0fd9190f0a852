import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { AuditEntry } from '../../../domain/contract/audit.ts'
import { RefusalCode } from '../../../domain/refusal.ts'
import type { IconName } from '../../ui/icons.ts'
import { itemIcon } from '../../words/item-words.ts'

type Words = (who: string) => MessageDescriptor

const done: Readonly<Record<string, Words>> = {
  'case.open': (who) => msg`${who} opened the case`,
  'case.claim': (who) => msg`${who} took it`,
  'case.release': (who) => msg`${who} gave it back to its queue`,
  'case.assign': (who) => msg`${who} gave it to a colleague`,
  'case.takeOver': (who) => msg`${who} took it over`,
  'case.handBack': (who) => msg`${who} handed it back to whom it had been with`,
  'whisper.say': (who) => msg`${who} whispered to its owner`,
  'whisper.close': (who) => msg`${who} heard a whisper`,
  'case.unassign': (who) => msg`${who} gave it back to its queue`,
  'case.classify': (who) => msg`${who} settled what it is`,
  'case.resolve': (who) => msg`${who} resolved it`,
  'case.reopen': (who) => msg`${who} opened it again`,
  'case.dismissSafety': (who) => msg`${who} dismissed the safety warning`,
  'case.raise': (who) => msg`${who} asked a supervisor for help`,
  'case.lower': (who) => msg`${who} said that no more help is needed`,
  'commitment.record': (who) => msg`${who} recorded a promise`,
  'commitment.close': (who) => msg`${who} closed a promise`,
  'conversation.say': (who) => msg`${who} wrote`,
  'message.reply': (who) => msg`${who} answered the customer`,
  'message.note': (who) => msg`${who} wrote a note`,
  'message.reached': (who) => msg`${who} saw that an answer had arrived`,
  'attachment.add': (who) => msg`${who} attached a file`,
  'attachment.stored': (who) => msg`${who} received the whole file`,
  'appointment.book': (who) => msg`${who} booked an appointment`,
  'appointment.close': (who) => msg`${who} closed an appointment`,
  'touchpoint.record': (who) => msg`${who} recorded an entry of the journey`,
  'import.rows': (who) => msg`${who} brought it in`,
}

const wanted: Readonly<Record<string, Words>> = {
  'case.open': (who) => msg`${who} wanted to open the case`,
  'case.claim': (who) => msg`${who} wanted to take it`,
  'case.release': (who) => msg`${who} wanted to give it back to its queue`,
  'case.assign': (who) => msg`${who} wanted to give it to a colleague`,
  'case.takeOver': (who) => msg`${who} wanted to take it over`,
  'case.handBack': (who) => msg`${who} wanted to hand it back`,
  'case.unassign': (who) => msg`${who} wanted to give it back to its queue`,
  'case.classify': (who) => msg`${who} wanted to settle what it is`,
  'case.resolve': (who) => msg`${who} wanted to resolve it`,
  'case.reopen': (who) => msg`${who} wanted to open it again`,
  'case.dismissSafety': (who) => msg`${who} wanted to dismiss the safety warning`,
  'case.raise': (who) => msg`${who} wanted to ask a supervisor for help`,
  'case.lower': (who) => msg`${who} wanted to say that no more help is needed`,
  'commitment.record': (who) => msg`${who} wanted to record a promise`,
  'commitment.close': (who) => msg`${who} wanted to close a promise`,
  'conversation.say': (who) => msg`${who} wanted to write`,
  'message.reply': (who) => msg`${who} wanted to answer the customer`,
  'message.note': (who) => msg`${who} wanted to write a note`,
  'attachment.add': (who) => msg`${who} wanted to attach a file`,
  'appointment.book': (who) => msg`${who} wanted to book an appointment`,
  'appointment.close': (who) => msg`${who} wanted to close an appointment`,
}

const changed: Words = (who) => msg`${who} changed something`
const wantedToChange: Words = (who) => msg`${who} wanted to change something`

/** Why the hub said no, told about somebody else. */
const refusals: Readonly<Record<RefusalCode, MessageDescriptor>> = {
  malformed: msg`Refused: it could not be read`,
  'unknown-command': msg`Refused: the hub did not know how`,
  'not-found': msg`Refused: it was not there for them`,
  'already-exists': msg`Refused: it was there already`,
  'already-claimed': msg`Refused: somebody else had it`,
  'not-yours': msg`Refused: the case was not theirs`,
  'moved-on': msg`Refused: the case had moved on meanwhile`,
  'already-resolved': msg`Refused: the case was resolved`,
  'not-resolved': msg`Refused: the case was open`,
  'already-closed': msg`Refused: that was closed already`,
  'too-late': msg`Refused: it was too late`,
  'reason-missing': msg`Refused: a reason was missing`,
  'reused-number': msg`Refused: their device had counted wrongly`,
  'no-consent': msg`Refused: the customer had not agreed`,
  'slot-taken': msg`Refused: somebody else had that time`,
  'no-slot': msg`Refused: there was no such time`,
  'too-large': msg`Refused: the file was too large`,
  'not-offline': msg`Refused: it needed the line to the hub`,
  failed: msg`Refused: the hub could not do it`,
}

/** What nobody does from an outbox has no icon there. */
const own: Readonly<Record<string, IconName>> = {
  'case.unassign': 'user-minus',
  'conversation.say': 'message-circle',
  'message.reached': 'check-check',
  'import.rows': 'hard-drive',
}

export const deedIcon = ({ name, code }: Pick<AuditEntry, 'name' | 'code'>): IconName =>
  code === null ? (own[name] ?? itemIcon({ name })) : 'x'

/** Who did it, as a sentence calls them; `names` are those of everybody in the group. */
export function whoOf(i18n: I18n, { kind, id }: AuditEntry['actor'], names: ReadonlyMap<string, string>): string {
  if (kind === 'visitor') return i18n._(msg`The customer`)
  return kind === 'system' ? i18n._(msg`The hub`) : (names.get(id) ?? i18n._(msg`Somebody who is no longer here`))
}

/** What was done, or, refused, was wanted. A command of a newer hub reads as a plain change. */
export function deedWords(i18n: I18n, { name, code }: Pick<AuditEntry, 'name' | 'code'>, who: string): string {
  const words = code === null ? (done[name] ?? changed) : (wanted[name] ?? wantedToChange)
  return i18n._(words(who))
}

/** Why not; null where it was done. */
export function whyNot(i18n: I18n, { code }: Pick<AuditEntry, 'code'>): string | null {
  return code === null ? null : i18n._(refusals[RefusalCode.safeParse(code).data ?? 'failed'])
}
