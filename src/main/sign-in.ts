import { randomBytes } from 'node:crypto'
import { hostname } from 'node:os'
import { z } from 'zod'
import type { Answers, SignInReason } from '../domain/contract/bridge.ts'
import { SignedIn } from '../domain/contract/sign-in.ts'
import { DeviceId, uuidv7 } from '../domain/id.ts'
import { Agent } from '../domain/noun/agent.ts'
import { hubOrigin } from './hub-address.ts'
import { post } from './hub-http.ts'
import { newKey, passwordKey, type Sealed, seal, sealKey, unseal } from './key.ts'
import { keepSecret, recallSecret } from './keyring.ts'
import { afterGap, beginLease, leftOf } from './lease.ts'
import { type Profile, profileFolder, readProfile, writeProfile } from './profile.ts'
import { shred } from './shred.ts'

export interface Asked {
  readonly hub: string
  readonly email: string
  readonly password: string
}

/** What the desk keeps sealed under the database key: who was here, and the ticket that lets them back in. */
export const Kept = z.strictObject({
  agent: Agent,
  refresh: z.string(),
  lease: z.strictObject({ spentMs: z.number(), wallAt: z.number() }).default({ spentMs: 0, wallAt: 0 }),
})
export type Kept = z.infer<typeof Kept>

/** An opened profile: the key that opens the database, and whom it belongs to. */
export interface Opened {
  readonly folder: string
  readonly profile: Profile
  readonly key: Buffer
  readonly kept: Kept
  readonly access: { readonly token: string; readonly until: number } | null
}

type No = Extract<Answers['signIn'], { ok: false }>
export type Tried = { readonly ok: true; readonly opened: Opened } | No

const no = (reason: SignInReason, field: No['field'] = null, waitSeconds: number | null = null): No => ({
  ok: false,
  reason,
  field,
  waitSeconds,
})

/** Opens what is on this device with the password, and with the keyring's part where one was used. */
export async function openByPassword(profile: Profile, password: string): Promise<Buffer | SignInReason> {
  const secret = profile.keyring === null ? null : await recallSecret(profile.keyring)
  if (profile.keyring !== null && secret === null) return 'keyring-changed'
  return unseal(await passwordKey(password, secret, Buffer.from(profile.salt, 'base64')), profile.byPassword) ?? 'wrong-password'
}

function readKept(key: Buffer, sealed: Sealed): Kept | null {
  const plain = unseal(key, sealed)
  const parsed = plain ? Kept.safeParse(JSON.parse(plain.toString('utf8'))) : null
  return parsed?.success ? parsed.data : null
}

/** Opens what this device holds of somebody, without the hub, while the lease runs. */
export async function openHere({ password }: Pick<Asked, 'password'>, folder: string, now: number): Promise<Tried> {
  const profile = readProfile(folder)
  if (!profile) return no('unreachable', 'hub')
  const key = await openByPassword(profile, password)
  if (typeof key === 'string') return no(key, key === 'wrong-password' ? 'password' : null)
  const kept = readKept(key, profile.kept)
  if (!kept) return no('damaged')
  const lease = afterGap(kept.lease.wallAt === 0 ? beginLease(profile.usedAt) : kept.lease, now)
  if (leftOf(lease) === 0) return no('lease-over')
  const opened = keepMore({ folder, profile: { ...profile, usedAt: now }, key, kept, access: null }, { ...kept, lease })
  return { ok: true, opened }
}

/** The database key of before: by the password, else by the hub's seal, so a new password or keyring loses nothing. */
async function keyOf(profile: Profile | null, password: string, hubSeal: string): Promise<Buffer | null> {
  if (!profile) return newKey()
  const byPassword = await openByPassword(profile, password)
  return typeof byPassword === 'string' ? unseal(sealKey(hubSeal, Buffer.from(profile.salt, 'base64')), profile.byHub) : byPassword
}

interface Made {
  readonly asked: Asked
  readonly folder: string
  readonly device: DeviceId
  readonly signed: SignedIn
}

const keptOf = ({ agent, tickets }: SignedIn, now: number): Kept => ({ agent, refresh: tickets.refresh, lease: beginLease(now) })

async function wrap({ asked, device, signed }: Made, key: Buffer, now: number): Promise<Profile> {
  const salt = randomBytes(16)
  const keyring = await keepSecret()
  const kept = keptOf(signed, now)
  return {
    version: 1,
    hub: asked.hub,
    email: asked.email,
    name: signed.agent.name,
    device,
    agent: signed.agent.id,
    salt: salt.toString('base64'),
    keyring: keyring?.blob ?? null,
    byPassword: seal(await passwordKey(asked.password, keyring?.secret ?? null, salt), key),
    byHub: seal(sealKey(signed.seal, salt), key),
    kept: seal(key, Buffer.from(JSON.stringify(kept))),
    usedAt: now,
  }
}

async function admitted(made: Made, old: Profile | null, now: number): Promise<Tried> {
  const key = await keyOf(old, made.asked.password, made.signed.seal)
  if (!key) return no('damaged')
  const profile = await wrap(made, key, now)
  writeProfile(made.folder, profile)
  const { tickets } = made.signed
  const access = { token: tickets.access, until: tickets.accessUntil }
  return { ok: true, opened: { folder: made.folder, profile, key, kept: keptOf(made.signed, now), access } }
}

function refusedBy(status: number, retryAfter: number | undefined): No {
  if (status === 401) return no('wrong-password', 'password')
  if (status === 429) return no('too-many', null, retryAfter ?? null)
  return no(status === 426 ? 'update' : 'failed')
}

/** Signs in at the hub; where it cannot be reached, opens what this device already holds. */
export async function signIn(typed: Asked, home: string, now: number): Promise<Tried> {
  const hub = hubOrigin(typed.hub)
  if (!hub) return no('bad-address', 'hub')
  const asked = { ...typed, hub, email: typed.email.trim().toLowerCase() }
  const folder = profileFolder(home, hub, asked.email)
  const old = readProfile(folder)
  const device = old?.device ?? DeviceId.parse(uuidv7(now, randomBytes(10)))
  const machine = hostname().slice(0, 100) || undefined
  const posted = await post(hub, '/v1/sign-in', { email: asked.email, password: asked.password, device, machine })
  if (posted.kind === 'unreachable') return openHere(asked, folder, now)
  // The hub has said so to the right password: what this device held of them goes, and they may come back as on a new one.
  if (posted.kind === 'problem' && posted.problem.status === 410) {
    shred(folder)
    return no('revoked')
  }
  if (posted.kind === 'problem')
    return posted.problem.status === 503 ? openHere(asked, folder, now) : refusedBy(posted.problem.status, posted.problem.retryAfter)
  const signed = SignedIn.safeParse(posted.body)
  return signed.success ? admitted({ asked, folder, device, signed: signed.data }, old, now) : no('update')
}

/** Keeps a new refresh ticket or what the agent has become, under the same key. */
export function keepMore(opened: Opened, kept: Kept): Opened {
  const profile = { ...opened.profile, kept: seal(opened.key, Buffer.from(JSON.stringify(kept))) }
  writeProfile(opened.folder, profile)
  return { ...opened, profile, kept }
}
