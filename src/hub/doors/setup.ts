import { randomBytes, randomInt, randomUUID, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { problem } from '../../domain/contract/problem.ts'
import { Setup } from '../../domain/contract/sign-in.ts'
import { AgentId, QueueId, SiteId } from '../../domain/id.ts'
import { Site } from '../../domain/noun/site.ts'
import { type Said, said, unsaid } from '../auth/answer.ts'
import { encrypt } from '../auth/envelope.ts'
import { hashPassword } from '../auth/password.ts'
import { openThrottle } from '../auth/throttle.ts'
import { hashOf } from '../auth/tickets.ts'
import type { Vault } from '../auth/vault.ts'
import { type Act, refusedProblem } from '../intake/act.ts'
import type { Store } from '../store/store.ts'
import { type Door, postDoor } from './door.ts'
import { readInput } from './read-input.ts'

export type SetupOptions = {
  readonly vault: Vault
  readonly store: Pick<Store, 'group'>
  readonly act: Act
  readonly seal: Uint8Array
  readonly now: () => number
  /** Null where this hub is set up already. */
  readonly code: string | null
}

/** What a hub that was just set up hands over, this once: its first site's door for visitors, and a key for events. */
const SetUp = z.strictObject({ widgetKey: z.string(), widgetSecret: z.string(), eventsSource: z.string(), eventsKey: z.string() })
type SetUp = z.infer<typeof SetUp>

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

/** A code for one person to type once: 16 of 31 characters, none that look alike. */
export function newSetupCode(): string {
  const characters = Array.from({ length: 16 }, () => ALPHABET[randomInt(ALPHABET.length)] ?? '')
  return [0, 4, 8, 12].map((at) => characters.slice(at, at + 4).join('')).join('-')
}

const isCode = (typed: string, code: string): boolean => {
  const plain = (text: string): Buffer => Buffer.from(hashOf(text.replaceAll(/[\s-]/g, '').toUpperCase()))
  return timingSafeEqual(plain(typed), plain(code))
}

/** What anybody who encrypts a site's secret binds it to. */
export const widgetAbout = (key: string): string => `widget ${key}`

async function keysFor({ vault, store, seal }: SetupOptions, site: SiteId): Promise<SetUp> {
  const key = `w-${randomBytes(12).toString('base64url')}`
  const secret = randomBytes(32).toString('base64url')
  const events = randomBytes(32).toString('base64url')
  await vault.keepWidgetKey({ key, group: store.group, site, secret: encrypt(seal, widgetAbout(key), Buffer.from(secret)) })
  await vault.keepEventsKey({ hash: hashOf(events), group: store.group, source: 'dms' })
  return { widgetKey: key, widgetSecret: secret, eventsSource: 'dms', eventsKey: events }
}

async function setUp(options: SetupOptions, wanted: Setup): Promise<Said<SetUp>> {
  const { vault, store, act } = options
  const site = readInput(Site, { ...wanted.site, id: SiteId.parse(randomUUID()), kind: 'dealership', brands: [] })
  if (!site.ok) return unsaid({ ...site.problem, field: `site.${site.problem.field ?? ''}` })
  const agent = AgentId.parse(randomUUID())
  const rows = {
    group: { id: store.group, name: wanted.group },
    site: site.value,
    queue: { id: QueueId.parse(randomUUID()), site: site.value.id, name: site.value.name },
    agent: {
      id: agent,
      name: wanted.name,
      email: wanted.email,
      language: site.value.language,
      grants: [{ site: site.value.id, role: 'admin' }],
      active: true,
    },
  }
  for (const [kind, row] of Object.entries(rows)) {
    const args = { kind, rows: [row], root: 'ref' }
    const outcome = await act({ id: randomUUID(), name: 'import.rows', args, actor: { kind: 'system', name: 'setup' } })
    if (!outcome.ok) return unsaid(refusedProblem(outcome))
  }
  const keys = await keysFor(options, site.value.id)
  // Last, because it is what closes this door: if anything before it fails, setting up can be tried again.
  await vault.keepAccount({ group: store.group, agent, email: wanted.email, password: await hashPassword(wanted.password) })
  return said(keys)
}

/** The door of a fresh hub, for whoever can read what it printed at its start. It is there once. */
export function setupDoor(options: SetupOptions): Door {
  const tries = openThrottle({ now: options.now, free: 5, most: 60_000 })
  let code = options.code
  let busy = false
  return postDoor({
    path: '/v1/setup',
    summary: 'Sets up a fresh hub: its group, its first site, its first administrator',
    body: Setup,
    answer: SetUp,
    refuses: [400, 401, 404, 409, 413, 415, 429, 503],
    async handle(wanted) {
      if (code === null || !(await options.vault.isEmpty())) return unsaid(problem(404))
      const wait = tries.wait('code')
      if (wait > 0) return unsaid(problem(429, { retryAfter: Math.ceil(wait / 1_000) }))
      if (!isCode(wanted.code, code)) {
        tries.failed('code')
        return unsaid(problem(401, { field: 'code', detail: 'That is not the code the hub printed when it started.' }))
      }
      if (busy) return unsaid(problem(409, { detail: 'Somebody is setting it up just now.' }))
      busy = true
      const done = await setUp(options, wanted).finally(() => {
        busy = false
      })
      if (done.ok) code = null
      return done
    },
  })
}
