import '../jitless.ts'
import { z } from 'zod'
import { MessageId, PartyId, QueueId, SiteId } from '../id.ts'
import { Instant, Language, Line, Words } from '../value.ts'
import type { Answer } from './wire.ts'

/**
 * The chat widget and the hub. `POST /v1/visitors` makes a visitor and answers `Admitted`; the token is then the
 * handshake's `auth` on the namespace `/visitor` and the bearer of `POST /v1/visitors/touchpoints`.
 */
export const Admit = z.strictObject({
  /** The widget's key: says which site's door this is. */
  site: z.string().max(100),
  language: Language,
  /** A token held from an earlier visit: it is refreshed, and the thread goes on. */
  token: z.string().max(2_000).nullable(),
})
export type Admit = z.infer<typeof Admit>

export const Admitted = z.strictObject({
  token: z.string().max(2_000),
  until: Instant,
  party: PartyId,
  site: z.strictObject({ id: SiteId, name: Line, queue: QueueId }),
})
export type Admitted = z.infer<typeof Admitted>

export const VisitorKnock = z.strictObject({ token: z.string().max(2_000) })

/** The visitor says something. `id` is made in the page, so saying it again is the same message. */
export const Say = z.strictObject({ id: MessageId, text: Words })
export type Say = z.infer<typeof Say>

/** The dealer's site vouches for its signed-in owner: a token it signed (JWT, HS256 with the site's key, `exp` at most 10 minutes ahead). */
export const Identify = z.strictObject({ token: z.string().max(4_000) })

/** The claims of an `identify` token: `sub` is the dealer's own customer number. */
export const Vouched = z.object({
  sub: Line,
  name: Line,
  email: z.email().max(254).optional(),
  phone: Line.optional(),
  iat: z.number(),
  exp: z.number(),
})
export type Vouched = z.infer<typeof Vouched>

export const Consented = z.strictObject({ purpose: z.literal('journey'), state: z.enum(['given', 'withdrawn']) })

/** What the page saw, with consent: a model looked at, a configuration saved. */
export const Seen = z.strictObject({
  id: z.string().min(1).max(100),
  kind: z.enum(['web_visit', 'config_saved', 'config_abandoned', 'brochure']),
  at: Instant,
  data: z.record(z.string().max(60), z.json()),
})
export type Seen = z.infer<typeof Seen>

/** Up to and including this message, the page has shown (`read`) or received what we said. */
export const Reached = z.strictObject({ messages: z.array(MessageId).min(1).max(100), read: z.boolean() })

/** A message as the customer sees it. Notes and inner lines never take this road. */
export interface ShownMessage {
  readonly id: string
  readonly number: number
  readonly from: 'you' | 'us'
  readonly name: string | null
  readonly text: string
  readonly at: number
}

/** Visitor to hub, on `/visitor`. */
export interface FromVisitor {
  say(say: unknown, reply: (answer: Answer<{ readonly at: number }>) => void): void
  identify(identify: unknown, reply: (answer: Answer<{ readonly name: string }>) => void): void
  consent(consent: unknown, reply: (answer: Answer) => void): void
  seen(seen: unknown, reply: (answer: Answer) => void): void
  reached(reached: unknown, reply: (answer: Answer) => void): void
  typing(typing: unknown): void
}

/** Hub to visitor. `thread` comes on every connection and whole, so nothing is missing after a break; then each new message. */
export interface ToVisitor {
  thread(messages: readonly ShownMessage[]): void
  message(message: ShownMessage): void
  typing(typing: boolean): void
  state(state: { readonly agent: string | null; readonly resolved: boolean }): void
}
