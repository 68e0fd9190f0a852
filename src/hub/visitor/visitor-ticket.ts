import { z } from 'zod'
import { PartyId, SiteId } from '../../domain/id.ts'
import { Instant, Language } from '../../domain/value.ts'
import { readSigned, sign } from '../auth/signed.ts'

/** How long a visitor's token lets them in, and how long after it still says who they are, so that tomorrow's visit goes on. */
export const VISIT_MS = 30 * 60_000
const KNOWN_MS = 30 * 24 * 3_600_000

/** What stands in a visitor's token: whose thread it is, and at which door it was given. */
export const VisitorTicket = z.strictObject({
  party: PartyId,
  site: SiteId,
  /** The widget's key: the site's secret for `identify` is found by it. */
  widget: z.string().max(100),
  language: Language,
  origin: z.enum(['live', 'replay']),
  until: Instant,
})
export type VisitorTicket = z.infer<typeof VisitorTicket>

export const signVisitor = (key: Uint8Array, ticket: VisitorTicket): string => sign(key, ticket)

/** The ticket, if it lets in now. */
export function readVisitor(key: Uint8Array, token: string, now: number): VisitorTicket | null {
  const ticket = readSigned(key, VisitorTicket, token)
  return ticket && now < ticket.until ? ticket : null
}

/** The ticket, if it still says who somebody is, though it may no longer let them in. */
export function recallVisitor(key: Uint8Array, token: string, now: number): VisitorTicket | null {
  const ticket = readSigned(key, VisitorTicket, token)
  return ticket && now < ticket.until - VISIT_MS + KNOWN_MS ? ticket : null
}
