import type { AgentId } from '../id.ts'
import type { Row } from '../kind.ts'

/** Whether a command puts words before a customer. */
export const toCustomer = (name: string): boolean => name === 'message.reply'

/** A command by its name, the case it is about, and its place in the order in which things were said. */
export interface Said {
  readonly name: string
  readonly case: string | null
  readonly seq: number
}

/** A case is not closed over an answer that has not gone: closing it was said after the answer, and goes with it. */
export const closesOver = (later: Said, answer: Said): boolean =>
  later.name === 'case.resolve' && toCustomer(answer.name) && later.case === answer.case && later.seq > answer.seq

/** So long may a word to a customer wait and still go by itself. Pending the product's own rule. */
export const LATE_MS = 30 * 60_000

/** Words that cross on the wire are a conversation: within this time news does not hold an answer back. */
const CROSSING_MS = 30_000

/** Why what was written for a customer may not go by itself any more. */
export type LateReason = 'old' | 'answered' | 'reassigned' | 'closed' | 'news' | 'consent'

/** What was written, and how the case stands now. */
export interface LateSend {
  readonly header: Pick<Row<'case'>, 'state' | 'owner' | 'fence' | 'heard'>
  /** The last message its writer had read. */
  readonly knows: number
  /** The case's fence as its writer saw it; null where what they sent carries none. */
  readonly fence: number | null
  readonly me: AgentId
  /** The most it can be: measured by the hub's clock and this device's own, never by the clock on the wall. */
  readonly ageMs: number
  /** The newest word to the customer by somebody else. */
  readonly newestAnswer: { readonly number: number } | null
  /** Whether the customer withdrew a consent since it was written. */
  readonly consent: 'as-it-was' | 'withdrawn'
}

const fresh = ({ header, ageMs }: LateSend, now: number): boolean =>
  ageMs <= CROSSING_MS && header.heard !== null && now - header.heard.at <= CROSSING_MS

/** Every reason why this may not be sent before a person has looked again; none means it goes. */
export function lateReasons(send: LateSend, now: number): readonly LateReason[] {
  const { header, knows, fence, me, ageMs, newestAnswer, consent } = send
  const reasons: readonly (LateReason | false)[] = [
    ageMs > LATE_MS && 'old',
    newestAnswer !== null && newestAnswer.number > knows && 'answered',
    (header.owner !== me || (fence !== null && header.fence !== fence)) && 'reassigned',
    header.state === 'resolved' && 'closed',
    header.heard !== null && header.heard.number > knows && !fresh(send, now) && 'news',
    consent === 'withdrawn' && 'consent',
  ]
  return reasons.filter((reason) => reason !== false)
}

/** Whether a consent that stood when something was written has been withdrawn since. */
export const consentWithdrawn = (consents: readonly Row<'consent'>[], since: number): boolean =>
  consents.some((consent) => consent.state === 'withdrawn' && consent.at > since && newest(consents, consent))

const newest = (consents: readonly Row<'consent'>[], { purpose, at }: Row<'consent'>): boolean =>
  consents.every((other) => other.purpose !== purpose || other.at <= at)
