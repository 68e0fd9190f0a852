import { randomBytes, randomUUID } from 'node:crypto'
import { type Problem, problem } from '../../domain/contract/problem.ts'
import type { Refresh, SignedIn, SignIn, Tickets } from '../../domain/contract/sign-in.ts'
import type { AgentId, DeviceId } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import type { Log } from '../log.ts'
import { type Said, said, unsaid } from './answer.ts'
import { decrypt, encrypt } from './envelope.ts'
import type { HubKeys } from './keys.ts'
import { type Cost, hashPassword, isPassword } from './password.ts'
import { openThrottle, type Throttle } from './throttle.ts'
import { hashOf, newRefresh, SIGN_IN_MS, ticketsFor } from './tickets.ts'
import { plainEmail, type Session, type Vault } from './vault.ts'

export type SignInOptions = {
  readonly vault: Vault
  readonly keys: HubKeys
  readonly now: () => number
  readonly log: Log
  readonly agent: (id: AgentId) => Promise<Row<'agent'> | null>
  readonly group: () => Promise<Row<'group'> | null>
  /** Told of each sign-in that ended before its time, so that its sockets end too. */
  readonly ended: (session: string) => void
  readonly cost?: Cost
}

/** The doors by which a desk comes in, stays in and goes. */
export type DeskSignIn = {
  signIn(wanted: SignIn, address: string): Promise<Said<SignedIn>>
  refresh(wanted: Refresh): Promise<Said<Tickets>>
  signOut(wanted: Refresh): Promise<void>
}

const notTogether = problem(401, { detail: 'This email and password do not belong together.' })
/** Each password under way costs 19 MiB and a thread: beyond this many, others wait their turn outside. */
const AT_ONCE = 32
const busy = problem(503, { detail: 'Too many are signing in just now.', retryAfter: 1 })
const emptied = problem(410, { detail: 'What it held is to be destroyed. It may sign in again as a new device.' })
const over = problem(401, { detail: 'This sign-in is over. Sign in again.' })

function slow(throttle: Throttle, keys: readonly string[]): Problem | null {
  const wait = Math.max(...keys.map((key) => throttle.wait(key)))
  return wait > 0 ? problem(429, { detail: 'Too many tries. Wait a little.', retryAfter: Math.ceil(wait / 1_000) }) : null
}

/** The secret with which this device's database can be opened again for this person: made once, then always the same. */
async function sealOf({ vault, keys }: SignInOptions, agent: AgentId, device: DeviceId): Promise<string> {
  const about = `seal ${agent} ${device}`
  const kept = await vault.seal(agent, device, encrypt(keys.seal, about, randomBytes(32)))
  return decrypt(keys.seal, about, kept).toString('base64url')
}

async function open(
  options: SignInOptions,
  agent: Row<'agent'>,
  { device, machine }: Pick<SignIn, 'device' | 'machine'>,
): Promise<Said<SignedIn>> {
  if (await options.vault.isWiped(agent.id, device)) return unsaid(emptied)
  const group = await options.group()
  if (!group) return unsaid(problem(503, { retryAfter: 5 }))
  const now = options.now()
  const session: Session = {
    id: randomUUID(),
    group: group.id,
    agent: agent.id,
    device,
    machine: machine ?? null,
    openedAt: now,
    endsAt: now + SIGN_IN_MS,
    revokedAt: null,
  }
  const refresh = newRefresh()
  await options.vault.openSession(session, hashOf(refresh))
  const tickets = ticketsFor(options.keys.ticket, session, { refresh, now })
  options.log.info('sign-in.opened', { agent: agent.id, device })
  return said({ tickets, agent, group, seal: await sealOf(options, agent.id, device), now })
}

async function refresh(options: SignInOptions, wanted: Refresh): Promise<Said<Tickets>> {
  const now = options.now()
  const next = newRefresh()
  const turned = await options.vault.turn({ shown: hashOf(wanted.refresh), next: hashOf(next), device: wanted.device, at: now })
  if (turned.kind === 'unknown') return unsaid(over)
  if (turned.kind === 'wiped') return unsaid(emptied)
  const { session } = turned
  if (turned.kind === 'reused') {
    options.log.error('sign-in.reused', { agent: session.agent, device: session.device })
    options.ended(session.id)
    return unsaid(over)
  }
  const agent = await options.agent(session.agent)
  if (!agent?.active) return unsaid(over)
  return said(ticketsFor(options.keys.ticket, session, { refresh: next, now }))
}

/** Opens the desk's doors on a vault. An unknown address costs the same work and gets the same answer as a wrong password. */
export function openDeskSignIn(options: SignInOptions): DeskSignIn {
  const { vault, now } = options
  const tries = openThrottle({ now, free: 5, most: 5 * 60_000 })
  const decoy = hashPassword(randomBytes(16).toString('hex'), options.cost)
  const addresses = openThrottle({ now, free: 20, most: 60_000 })
  let underWay = 0
  const verify = async (password: string, kept: string | undefined): Promise<boolean> => {
    underWay += 1
    const right = await isPassword(password, kept ?? (await decoy)).finally(() => {
      underWay -= 1
    })
    return right && kept !== undefined
  }
  return {
    async signIn({ email, password, ...at }, address) {
      const key = plainEmail(email)
      const wait = slow(tries, [key]) ?? slow(addresses, [address])
      if (wait) return unsaid(wait)
      if (underWay >= AT_ONCE) return unsaid(busy)
      // Counted before the work, so that guesses sent at once are not all free. An address may be a whole house at the
      // start of its day, so there only what went wrong counts.
      tries.failed(key)
      const account = await vault.account(key)
      const right = await verify(password, account?.password)
      const agent = account && right ? await options.agent(account.agent) : null
      if (!agent?.active) {
        addresses.failed(address)
        options.log.info('sign-in.refused')
        return unsaid(notTogether)
      }
      tries.passed(key)
      addresses.passed(address)
      return open(options, agent, at)
    },
    refresh: (wanted) => refresh(options, wanted),
    async signOut({ refresh: token, device }) {
      const turned = await vault.turn({ shown: hashOf(token), next: hashOf(newRefresh()), device, at: now() })
      if (turned.kind === 'unknown' || turned.kind === 'wiped') return
      await vault.endSession(turned.session.id, now())
      options.ended(turned.session.id)
    },
  }
}
