import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { Ticket, type Tickets } from '../../domain/contract/sign-in.ts'
import { readSigned, sign } from './signed.ts'
import type { Session } from './vault.ts'

/** How long an access token lets somebody in, and how long one sign-in may be refreshed before the password is asked again. */
export const ACCESS_MS = 10 * 60_000
export const SIGN_IN_MS = 30 * 24 * 3_600_000

/** What stands in an access token: the ticket, and the sign-in it belongs to, so that ending one ends its tokens. */
export const HeldTicket = Ticket.extend({ session: z.uuid() })
export type HeldTicket = z.infer<typeof HeldTicket>

export const newRefresh = (): string => randomBytes(32).toString('base64url')

/** Tokens are kept as their hash: they are random and long, so a plain one will do. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** The two tokens of a session as a desk gets them. */
export function ticketsFor(
  key: Uint8Array,
  { id, group, agent, device, endsAt }: Session,
  { refresh, now }: { readonly refresh: string; readonly now: number },
): Tickets {
  const until = Math.min(now + ACCESS_MS, endsAt)
  const ticket: HeldTicket = { group, agent, device, until, session: id }
  return { access: sign(key, ticket), accessUntil: until, refresh }
}

/** The ticket of an access token that is good now; whether its session still is, the vault knows. */
export function readTicket(key: Uint8Array, token: string, now: number): HeldTicket | null {
  const ticket = readSigned(key, HeldTicket, token)
  return ticket && now < ticket.until ? ticket : null
}
