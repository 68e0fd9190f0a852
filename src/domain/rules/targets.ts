import type { Channel } from '../value.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/**
 * The house's own aim for a reply, by the road the customer came on: whoever waits longer is late. Not a law and not a
 * contract; a group that wants another changes it here.
 */
export const REPLY_MS: Readonly<Record<Channel, number>> = {
  chat: 2 * MINUTE,
  phone: 2 * MINUTE,
  dealership: 5 * MINUTE,
  sms: 15 * MINUTE,
  web: HOUR,
  email: 4 * HOUR,
  survey: 24 * HOUR,
  post: 24 * HOUR,
}

/** Of which new cases a service level is told: by these roads, opened so recently, answered within so long. */
export interface Service {
  readonly channels: ReadonlySet<Channel>
  readonly withinMs: number
  readonly windowMs: number
}

/** In the chat somebody waits with the window open: two minutes, over the last half hour. */
export const CHAT_SERVICE: Service = { channels: new Set<Channel>(['chat']), withinMs: REPLY_MS.chat, windowMs: 30 * MINUTE }

/** Who writes a mail, a form or a text message looks again later: four hours, over the last day. */
export const WRITTEN_SERVICE: Service = {
  channels: new Set<Channel>(['email', 'web', 'sms']),
  withinMs: REPLY_MS.email,
  windowMs: 24 * HOUR,
}
