import type { AgentId } from '../../domain/id.ts'
import { parseRow, type Row } from '../../domain/kind.ts'
import type { Tailer } from '../feed/tailer.ts'
import { only } from '../intake/rows.ts'
import type { Entry, Store } from '../store/store.ts'

/** Somebody of the group, and what is said of them; null where nothing is yet. */
export interface Person {
  readonly agent: Row<'agent'>
  readonly presence: Row<'presence'> | null
}

/** Everybody of the group as the feed last told it, so that looking through them each second asks the database nothing. */
export interface Roll {
  people(): readonly Person[]
  /** Reads them all anew. */
  load(): Promise<void>
  close(): void
}

interface Heard {
  readonly to: number
  readonly entries: readonly Entry[]
}

const told = new Set<string>(['agent', 'presence'])

/** Opens an empty roll that hears the feed. */
export function openRoll({ store, onMoved }: { readonly store: Pick<Store, 'read'>; readonly onMoved: Tailer['onMoved'] }): Roll {
  const agents = new Map<AgentId, Row<'agent'>>()
  const presences = new Map<string, Row<'presence'>>()
  let during: Heard[] | null = null
  const take = ({ kind, id, body }: Entry): void => {
    if (kind !== 'agent' && kind !== 'presence') return
    const read = body === null ? null : parseRow(kind, JSON.parse(body))
    if (read?.kind === 'agent') agents.set(read.row.id, read.row)
    else if (read?.kind === 'presence') presences.set(id, read.row)
    else if (kind === 'presence') presences.delete(id)
  }
  const unhear = onMoved(({ to, entries }) => {
    const known = entries.filter(({ kind }) => told.has(kind))
    if (known.length === 0) return
    during?.push({ to, entries: known })
    for (const entry of known) take(entry)
  })
  return {
    people: () => [...agents.values()].map((agent) => ({ agent, presence: presences.get(agent.id) ?? null })),
    async load() {
      during = []
      const { head, people, said } = await store.read(async (view) => {
        const people = only(await view.scope('ref'), 'agent')
        const said = only(await view.rows(people.map(({ id }) => ({ kind: 'presence', id }))), 'presence')
        return { head: view.feed.head, people, said }
      })
      agents.clear()
      presences.clear()
      for (const agent of people) agents.set(agent.id, agent)
      for (const presence of said) presences.set(presence.id, presence)
      // What was told while this was read may be newer than what was read.
      for (const { to, entries } of during) if (to > head) for (const entry of entries) take(entry)
      during = null
    },
    close: () => void unhear(),
  }
}
