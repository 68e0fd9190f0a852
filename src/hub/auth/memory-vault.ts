import {
  type Account,
  type Device,
  type EventsKey,
  judge,
  plainEmail,
  type Session,
  type Turn,
  type Turned,
  type Vault,
  type WidgetKey,
} from './vault.ts'

type Refresh = { readonly session: string; readonly parent: string | null; usedAt: number | null }

type Sessions = Pick<Vault, 'openSession' | 'turn' | 'live' | 'endSession' | 'endSessionsOf' | 'forget'>
type Devices = Pick<Vault, 'devices' | 'wipe' | 'isWiped' | 'seal'>
type Wiped = Map<string, number>

const placeOf = (agent: string, device: string): string => `${agent} ${device}`

function memoryDevices(sessions: Map<string, Session>, wiped: Wiped): Devices {
  const seals = new Map<string, Uint8Array>()
  return {
    async devices(agent) {
      const own = [...sessions.values()].filter((session) => session.agent === agent).sort((a, b) => b.openedAt - a.openedAt)
      const latest = own.filter(({ device }, place) => own.findIndex((other) => other.device === device) === place)
      return latest.map(
        ({ device, machine, openedAt }): Device => ({ device, machine, openedAt, wipedAt: wiped.get(placeOf(agent, device)) ?? null }),
      )
    },
    async wipe(agent, device, at) {
      const place = placeOf(agent, device)
      if (!seals.has(place) && !wiped.has(place)) return false
      endIn(sessions, (session) => session.agent === agent && session.device === device, at)
      if (!wiped.has(place)) wiped.set(place, at)
      seals.delete(place)
      return true
    },
    isWiped: async (agent, device) => wiped.has(placeOf(agent, device)),
    async seal(agent, device, fresh) {
      const kept = seals.get(placeOf(agent, device)) ?? fresh
      seals.set(placeOf(agent, device), kept)
      return kept
    },
  }
}

function endIn(sessions: Map<string, Session>, which: (session: Session) => boolean, at: number): void {
  for (const session of sessions.values())
    if (session.revokedAt === null && which(session)) sessions.set(session.id, { ...session, revokedAt: at })
}

function memorySessions(sessions: Map<string, Session>, wiped: Wiped): Sessions {
  const tokens = new Map<string, Refresh>()
  const end = (which: (session: Session) => boolean, at: number): void => endIn(sessions, which, at)
  const turn = ({ shown, next, ...now }: Turn): Turned => {
    const token = tokens.get(shown)
    const session = token && sessions.get(token.session)
    if (!token || !session) return { kind: 'unknown' }
    if (session.device === now.device && wiped.has(placeOf(session.agent, session.device))) return { kind: 'wiped', session }
    const used = (which: (other: Refresh, hash: string) => boolean): boolean =>
      [...tokens].some(([hash, other]) => other.usedAt !== null && which(other, hash))
    const childUsed = used((other) => other.parent === shown)
    const siblingUsed = used((other, hash) => token.parent !== null && other.parent === token.parent && hash !== shown)
    const kind = judge(session, { usedAt: token.usedAt, childUsed, siblingUsed }, now)
    if (kind === 'unknown') return { kind }
    if (kind === 'reused') {
      end(({ id }) => id === session.id, now.at)
      return { kind, session }
    }
    token.usedAt ??= now.at
    tokens.set(next, { session: session.id, parent: shown, usedAt: null })
    return { kind, session }
  }
  return {
    async openSession(session, refresh) {
      end(({ agent, device }) => agent === session.agent && device === session.device, session.openedAt)
      sessions.set(session.id, session)
      tokens.set(refresh, { session: session.id, parent: null, usedAt: null })
    },
    turn: async (wanted) => turn(wanted),
    live: async (ids, at) =>
      new Set(
        ids.filter((id) => {
          const session = sessions.get(id)
          return session !== undefined && session.revokedAt === null && at < session.endsAt
        }),
      ),
    endSession: async (wanted, at) => end(({ id }) => id === wanted, at),
    endSessionsOf: async (wanted, at) => end(({ agent }) => agent === wanted, at),
    async forget(before) {
      for (const { id, endsAt, agent, device } of sessions.values())
        if (endsAt < before && !wiped.has(placeOf(agent, device))) sessions.delete(id)
    },
  }
}

/** A vault that forgets everything when the process ends. */
export function memoryVault(): Vault {
  const sessions = new Map<string, Session>()
  const wiped: Wiped = new Map()
  const accounts = new Map<string, Account>()
  const widgetKeys = new Map<string, WidgetKey>()
  const eventsKeys = new Map<string, EventsKey>()
  return {
    ...memorySessions(sessions, wiped),
    ...memoryDevices(sessions, wiped),
    isEmpty: async () => accounts.size === 0,
    account: async (email) => [...accounts.values()].find((account) => account.email === plainEmail(email)) ?? null,
    accountOf: async (agent) => accounts.get(agent) ?? null,
    async keepAccount(account) {
      const email = plainEmail(account.email)
      if ([...accounts.values()].some((other) => other.email === email && other.agent !== account.agent)) return false
      accounts.set(account.agent, { ...account, email })
      return true
    },
    widgetKey: async (key) => widgetKeys.get(key) ?? null,
    keepWidgetKey: async (key) => void widgetKeys.set(key.key, key),
    eventsKey: async (hash) => eventsKeys.get(hash) ?? null,
    keepEventsKey: async (key) => void eventsKeys.set(key.hash, key),
  }
}
