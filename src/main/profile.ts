import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { AgentId, DeviceId } from '../domain/id.ts'
import { keepFile } from './keep-file.ts'

const SealedPart = z.strictObject({ nonce: z.string(), tag: z.string(), text: z.string() })

/**
 * What lies beside the encrypted database, for one hub and one person: how its key is wrapped, twice, and nothing that
 * opens it. `kept` is sealed under the database key itself: the agent as last seen, and the refresh ticket.
 */
export const Profile = z.strictObject({
  version: z.literal(1),
  hub: z.string(),
  email: z.string(),
  /** Shown on the lock screen of a shared computer. */
  name: z.string().default(''),
  device: DeviceId,
  agent: AgentId,
  salt: z.string(),
  keyring: z.string().nullable(),
  byPassword: SealedPart,
  byHub: SealedPart,
  kept: SealedPart,
  usedAt: z.number(),
})
export type Profile = z.infer<typeof Profile>

const FILE = 'profile.json'

/** The folder of one hub and person. The name says neither. */
export const profileFolder = (home: string, hub: string, email: string): string =>
  join(home, 'desk', createHash('sha256').update(`${hub}\n${email.toLowerCase()}`).digest('hex').slice(0, 24))

/** Reads a profile; null where there is none or it cannot be read. A file that cannot be read stays where it is. */
export function readProfile(folder: string): Profile | null {
  const file = join(folder, FILE)
  if (!existsSync(file)) return null
  try {
    const parsed = Profile.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

export const writeProfile = (folder: string, profile: Profile): void => keepFile(join(folder, FILE), JSON.stringify(profile))

/** Everybody whose data is on this machine, who was here last first. */
export function allProfiles(home: string): readonly Profile[] {
  const folder = join(home, 'desk')
  if (!existsSync(folder)) return []
  const all = readdirSync(folder).flatMap((name) => readProfile(join(folder, name)) ?? [])
  return all.sort((a, b) => b.usedAt - a.usedAt)
}

/** The profile used last on this machine: whose hub and address the sign-in screen offers. */
export const lastProfile = (home: string): Profile | null => allProfiles(home)[0] ?? null
