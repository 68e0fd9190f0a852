import { randomBytes } from 'node:crypto'
import type { Args } from '../../domain/commands/table.ts'
import { type AgentId, uuidv7 } from '../../domain/id.ts'
import { sitesOf } from '../../domain/rules/presence.ts'
import { type Chore, type ChoreParts, startChore } from '../chore.ts'
import { type Here, openHere } from './here.ts'
import type { Leases } from './leases.ts'
import { openRoll, type Person, type Roll } from './roll.ts'

/** Whoever was lost for so long is not on their way back. */
export const GRACE_MS = 30_000
/** A hub's word on its desks holds so long: clocks of hubs may differ, and a hub that is killed says nothing any more. */
export const LEASE_MS = 12_000
/** It is said again so often. */
export const RENEW_MS = 3_000
const RELOAD_MS = 60_000

/** What the gateway tells of its desks, and what makes presence follow. */
export type Attendance = Pick<Here, 'entered' | 'greeted' | 'left'> & Chore

export interface AttendParts extends ChoreParts {
  readonly leases: Leases
  /** This hub's name among the others, new each time it starts. */
  readonly hub: string
}

type Line = Args<'presence.line'>

interface Moment {
  readonly at: number
  readonly live: ReadonlySet<AgentId>
  /** Those of whom this hub itself saw the last line end. */
  readonly gone: ReadonlySet<AgentId>
  /** Whether this hub has been in touch for long enough to know who is nowhere. */
  readonly sure: boolean
}

function fallen({ line, lineSince }: NonNullable<Person['presence']>, at: number): Line['line'] {
  if (line === 'up') return 'lost'
  return line === 'lost' && at - lineSince >= GRACE_MS ? 'down' : line
}

/** What has to be said of somebody now; null where what is said is right. */
function dueOf({ agent, presence }: Person, { at, live, gone, sure }: Moment): Line | null {
  const was = presence?.line ?? null
  if (live.has(agent.id)) return was === 'up' && sameSites(agent, presence) ? null : { agent: agent.id, line: 'up', was }
  if (!presence) return null
  const line = sure || gone.has(agent.id) ? fallen(presence, at) : presence.line
  return line === was && sameSites(agent, presence) ? null : { agent: agent.id, line, was }
}

function sameSites(agent: Person['agent'], presence: Person['presence']): boolean {
  const sites = sitesOf(agent)
  return presence?.sites.length === sites.length && sites.every((site) => presence.sites.includes(site))
}

/** Says again who is here when that moved, or when it is time to. */
function openLease({ leases, now, hub }: Pick<AttendParts, 'leases' | 'now' | 'hub'>, here: Here): () => Promise<void> {
  let said = { turn: 0, at: Number.NEGATIVE_INFINITY }
  return async () => {
    const at = now()
    const turn = here.turn()
    const due = turn !== said.turn || (here.agents().size > 0 && Math.abs(at - said.at) >= RENEW_MS)
    if (!due) return
    await leases.keep({ hub, agents: [...here.agents()], until: at + LEASE_MS })
    said = { turn, at }
  }
}

/**
 * Knows since when this hub has been in touch without a break. Who was out of touch, or has just begun, waits for as long as
 * a lease holds before it judges others: after an outage no hub has said anything, and all would seem gone.
 */
function openTouch(): { look(at: number): boolean; kept(at: number): void } {
  let since = Number.NEGATIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  return {
    look(at) {
      if (at - last > 2 * RENEW_MS || at < last) since = at
      return at - since >= LEASE_MS
    },
    kept(at) {
      last = at
    },
  }
}

/** Says what is due; whether all of it was right. */
async function follow({ act, now }: Pick<AttendParts, 'act' | 'now'>, roll: Roll, moment: Moment): Promise<boolean> {
  const due = roll.people().flatMap((person) => dueOf(person, moment) ?? [])
  const actor = { kind: 'system', name: 'attendance' } as const
  const say = (args: Line) => act({ id: uuidv7(now(), randomBytes(10)), name: 'presence.line', args, actor })
  return (await Promise.all(due.map(say))).every(({ ok }) => ok)
}

function workOf(parts: AttendParts, here: Here, roll: Roll): () => Promise<void> {
  const { leases, now } = parts
  const lease = openLease(parts, here)
  const touch = openTouch()
  let loadedAt = Number.NEGATIVE_INFINITY
  return async () => {
    const at = now()
    if (Math.abs(at - loadedAt) >= RELOAD_MS) {
      await roll.load()
      loadedAt = at
    }
    const gone = here.takeGone()
    try {
      await lease()
      const sure = touch.look(at)
      const live = new Set([...(await leases.live(at)), ...here.agents()])
      // What another hub said meanwhile was not known here: then everybody is read anew.
      if (!(await follow(parts, roll, { at, live, gone, sure }))) loadedAt = Number.NEGATIVE_INFINITY
      touch.kept(at)
    } catch (error) {
      here.putBack(gone)
      throw error
    }
  }
}

/**
 * Starts to make everybody's presence follow their lines: at once when a desk comes or goes here, and each second for those of
 * hubs that say nothing any more. It compares what should be with what is said, so it is right again after whatever stopped it,
 * and each change names what it was seen to be before, so hubs that see the same at once change it once.
 */
export function startAttending(parts: AttendParts): Attendance {
  const { onMoved, log, every = 1_000 } = parts
  const roll = openRoll(parts)
  let open = true
  const here = openHere(() => void (open && chore.run()))
  const chore = startChore({
    ...{ work: workOf(parts, here, roll), every, log, failed: 'presence.unkept' },
    when: { onMoved, kinds: new Set(['agent', 'presence']) },
  })
  return {
    entered: here.entered,
    greeted: here.greeted,
    left: here.left,
    run: chore.run,
    // The lease is left to run out: desks that are sent on their way and come back before that were never gone.
    async stop() {
      open = false
      roll.close()
      await chore.stop()
    },
  }
}
