import type { CaseId } from './id.ts'
import type { Row } from './kind.ts'
import { SAFETY_MS, safetyWords } from './rules/safety.ts'
import { cut } from './text.ts'

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The number people say on the phone: seven characters (Crockford base 32) of the case's own id. */
export function caseNumber(id: CaseId): string {
  const tail = Number.parseInt(id.replaceAll('-', '').slice(-9), 16)
  return `C-${Array.from({ length: 7 }, (_, i) => ALPHABET[Math.floor(tail / 32 ** (6 - i)) % 32]).join('')}`
}

type Birth = Pick<
  Row<'case'>,
  | 'id'
  | 'party'
  | 'site'
  | 'queue'
  | 'brand'
  | 'kind'
  | 'kindSettled'
  | 'owner'
  | 'fence'
  | 'subject'
  | 'customerName'
  | 'vehicle'
  | 'channel'
  | 'remedy'
  | 'origin'
>

/** The header of a case that opens at `at`, before anything was said in it. */
export const opened = (birth: Birth, at: number): Row<'case'> => ({
  ...birth,
  number: caseNumber(birth.id),
  state: 'open',
  openedAt: at,
  changedAt: at,
  resolvedAt: null,
  messages: 0,
  unanswered: 0,
  waitingSince: null,
  heard: null,
  preview: null,
  safety: null,
  raised: null,
  lent: null,
  answeredAt: null,
  lastWord: null,
})

/** A queue row shows one line of a message; thousands of headers travel, so they carry no more than that. */
const PREVIEW = 200

/** Words that cross on the wire are a conversation; words unseen for longer than this would be answered blind. */
const CROSSING_MS = 30_000

/** Whether the customer said something that somebody who has read up to `knows` has not seen, and not just now. */
export const unseen = ({ heard }: Row<'case'>, knows: number, at: number): boolean =>
  heard !== null && heard.number > knows && at - heard.at > CROSSING_MS

/** Whether a safety flag stands that no person has answered and none has dismissed. */
export const unmet = ({ safety }: Pick<Row<'case'>, 'safety'>): boolean =>
  safety !== null && safety.answeredAt === null && safety.dismissed === null

/** The header after the customer said something: waiting, counted, and flagged when the words are about safety. */
export function heardCustomer(header: Row<'case'>, message: Pick<Row<'message'>, 'id' | 'text'>, at: number): Row<'case'> {
  // A flag that met its person, or was taken down, does not silence the next alarm.
  const quiet = header.safety === null || header.safety.dismissed !== null || header.safety.answeredAt !== null
  const words = quiet ? safetyWords(message.text) : null
  const raised =
    words === null ? header.safety : { message: message.id, words, raisedAt: at, dueAt: at + SAFETY_MS, answeredAt: null, dismissed: null }
  return {
    ...header,
    messages: header.messages + 1,
    unanswered: header.unanswered + 1,
    waitingSince: header.waitingSince ?? at,
    heard: { number: header.messages + 1, at },
    lastWord: { by: 'customer', at },
    preview: cut(message.text, PREVIEW),
    changedAt: at,
    safety: raised,
  }
}

/** The header after an agent answered: nobody waits, and a raised safety flag has met its person. */
export function answeredCustomer(header: Row<'case'>, text: string, at: number): Row<'case'> {
  const safety = header.safety && header.safety.answeredAt === null ? { ...header.safety, answeredAt: at } : header.safety
  const answeredAt = header.answeredAt ?? at
  const messages = header.messages + 1
  const said = { messages, unanswered: 0, waitingSince: null, preview: cut(text, PREVIEW), changedAt: at, answeredAt, safety }
  return { ...header, ...said, lastWord: { by: 'agent', at } }
}
