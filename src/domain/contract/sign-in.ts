import '../jitless.ts'
import { z } from 'zod'
import { AgentId, DeviceId, GroupId } from '../id.ts'
import { Agent } from '../noun/agent.ts'
import { Instant, Line } from '../value.ts'

/** `POST /v1/sign-in`. */
export const SignIn = z.strictObject({
  email: z.email().max(254),
  password: z.string().min(1).max(200),
  device: DeviceId,
  /** What the computer is called, so that a person can tell their devices apart. */
  machine: Line.optional(),
})
export type SignIn = z.infer<typeof SignIn>

/** What a signed-in desk holds: a short access token, and a long refresh token that is replaced at each use. */
export const Tickets = z.strictObject({
  access: z.string().max(2_000),
  accessUntil: Instant,
  refresh: z.string().max(500),
})
export type Tickets = z.infer<typeof Tickets>

export const SignedIn = z.strictObject({
  tickets: Tickets,
  agent: Agent,
  group: z.strictObject({ id: GroupId, name: Line }),
  /** The hub's secret for this device and person: with the keyring's part it opens the local database, and it is why a lost keyring loses nothing. */
  seal: z.string().max(200),
  /** The hub's clock when it answered. */
  now: Instant,
})
export type SignedIn = z.infer<typeof SignedIn>

/** `POST /v1/refresh`, answered with new `Tickets`; and `POST /v1/sign-out`, which ends this device's sign-in (204). */
export const Refresh = z.strictObject({ refresh: z.string().max(500), device: DeviceId })
export type Refresh = z.infer<typeof Refresh>

/** `POST /v1/setup`: the first administrator of a fresh hub, with the code it printed at start. */
export const Setup = z.strictObject({
  code: z.string().min(8).max(100),
  group: Line,
  site: z.strictObject({ name: Line, city: Line, zone: Line, language: Line }),
  name: Line,
  email: z.email().max(254),
  password: z.string().min(12, 'At least 12 characters').max(200),
})
export type Setup = z.infer<typeof Setup>

/** What an access token says, once its signature is checked. */
export const Ticket = z.strictObject({ group: GroupId, agent: AgentId, device: DeviceId, until: Instant })
export type Ticket = z.infer<typeof Ticket>

/** `POST /v1/devices`: where somebody has signed in; asked by themselves, or by an administrator of every site they work at. */
export const AskDevices = z.strictObject({ agent: AgentId })
export const Devices = z.strictObject({
  devices: z.array(z.strictObject({ device: DeviceId, machine: z.string().nullable(), openedAt: Instant, wipedAt: Instant.nullable() })),
})

/** `POST /v1/devices/wipe`: a device was lost or given up. It is emptied as soon as it reaches the hub again. */
export const Wipe = z.strictObject({ agent: AgentId, device: DeviceId })
