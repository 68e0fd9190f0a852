import type { AgentId, DeviceId, GroupId, SiteId } from '../../domain/id.ts'

/** Who signs in by which address, with the password as it is kept. */
export type Account = { readonly group: GroupId; readonly agent: AgentId; readonly email: string; readonly password: string }

/** One sign-in at one device, until it is over or taken away. Its id stands in every ticket of it. */
export type Session = {
  readonly id: string
  readonly group: GroupId
  readonly agent: AgentId
  readonly device: DeviceId
  /** What its computer is called; null where the desk did not say. */
  readonly machine: string | null
  readonly openedAt: number
  readonly endsAt: number
  readonly revokedAt: number | null
}

/** A refresh token is shown, and is to be replaced. Tokens are known here by their hash alone. */
export type Turn = { readonly shown: string; readonly next: string; readonly device: DeviceId; readonly at: number }

/**
 * What became of it. `reused`: somebody showed a token that was replaced long ago, so the whole sign-in has been ended.
 * `wiped`: the device is to be emptied.
 */
export type Turned =
  | { readonly kind: 'turned'; readonly session: Session }
  | { readonly kind: 'reused'; readonly session: Session }
  | { readonly kind: 'wiped'; readonly session: Session }
  | { readonly kind: 'unknown' }

/** A device on which somebody has signed in, as of their last sign-in there. */
export type Device = Pick<Session, 'device' | 'machine' | 'openedAt'> & {
  /** Since when nothing of theirs may stay on it; null: it is trusted. */
  readonly wipedAt: number | null
}

/** A site's door for visitors: what stands in its page, and the secret with which it vouches for its owners, encrypted. */
export type WidgetKey = { readonly key: string; readonly group: GroupId; readonly site: SiteId; readonly secret: Uint8Array }

/** Another system that may tell us touchpoints: it holds a key of which we keep the hash. */
export type EventsKey = { readonly hash: string; readonly group: GroupId; readonly source: string }

/** What the doors must remember and no desk may ever hold. One implementation in PostgreSQL, one in memory for tests. */
export type Vault = {
  /** True until there is somebody who can sign in. */
  isEmpty(): Promise<boolean>
  account(email: string): Promise<Account | null>
  accountOf(agent: AgentId): Promise<Account | null>
  /** Keeps or replaces the account of an agent; false where the address is another agent's. */
  keepAccount(account: Account): Promise<boolean>
  /** Opens a session and ends any other of the same agent at the same device. */
  openSession(session: Session, refresh: string): Promise<void>
  turn(turn: Turn): Promise<Turned>
  /** Those of the sessions that are still good. */
  live(ids: readonly string[], at: number): Promise<ReadonlySet<string>>
  endSession(id: string, at: number): Promise<void>
  endSessionsOf(agent: AgentId, at: number): Promise<void>
  /** Forgets sign-ins that ended by themselves before a time, and their tokens; those at a device that is to be emptied stay. */
  forget(before: number): Promise<void>
  /** The encrypted seal of an agent's device: the one kept first, or this one where there was none. */
  seal(agent: AgentId, device: DeviceId, fresh: Uint8Array): Promise<Uint8Array>
  /** Every device of an agent that is remembered, the latest first. */
  devices(agent: AgentId): Promise<readonly Device[]>
  /** Ends an agent's sign-ins at a device for good and throws its seal away; false where they have never been. Asked twice it is the same. */
  wipe(agent: AgentId, device: DeviceId, at: number): Promise<boolean>
  isWiped(agent: AgentId, device: DeviceId): Promise<boolean>
  widgetKey(key: string): Promise<WidgetKey | null>
  keepWidgetKey(key: WidgetKey): Promise<void>
  eventsKey(hash: string): Promise<EventsKey | null>
  keepEventsKey(key: EventsKey): Promise<void>
}

/** A refresh token as the vault keeps it, with what is known of those that came of it and beside it. */
export type Kept = {
  readonly usedAt: number | null
  /** Whether a token that replaced this one has been used. */
  readonly childUsed: boolean
  /** Whether another token that replaced the same one has been used. */
  readonly siblingUsed: boolean
}

/** An answer lost on the line makes an honest desk ask twice: within this time, and only if nothing came of the first. */
const LEEWAY_MS = 60_000

/** Whether a shown refresh token may be replaced, or tells of theft, or is of a session that is over. */
export function judge(session: Session, kept: Kept, { device, at }: Pick<Turn, 'device' | 'at'>): 'turned' | 'reused' | 'unknown' {
  if (session.revokedAt !== null || at >= session.endsAt) return 'unknown'
  if (session.device !== device || kept.siblingUsed) return 'reused'
  if (kept.usedAt === null) return 'turned'
  return at - kept.usedAt <= LEEWAY_MS && !kept.childUsed ? 'turned' : 'reused'
}

/** Addresses are compared without regard to case, as people type them. */
export const plainEmail = (email: string): string => email.trim().toLowerCase()
