import { z } from 'zod'
import { command } from '../command.ts'
import { AgentId } from '../id.ts'
import { Mode, Presence } from '../noun/presence.ts'
import { refuse } from '../refusal.ts'
import { sitesOf } from '../rules/presence.ts'

/** An agent says what they are doing. */
export const setMode = command({
  name: 'presence.set',
  version: 1,
  args: z.strictObject({ agent: AgentId, mode: Mode }),
  roots: ({ agent }) => [agent],
  reads: ({ agent: id }) => [
    { kind: 'agent', id },
    { kind: 'presence', id },
  ],
  apply(tx, { agent: id, mode }, { actor, at }) {
    const agent = tx.get('agent', id)
    if (actor.kind !== 'agent' || actor.id !== id || !agent?.active) return refuse('not-found', { field: 'agent' })
    const was = tx.get('presence', id)
    const line = { line: was?.line ?? 'down', lineSince: was?.lineSince ?? at } as const
    tx.put('presence', { id, sites: sitesOf(agent), mode, modeSince: was?.mode === mode ? was.modeSince : at, ...line })
    return null
  },
})

/**
 * The hub has seen a desk of an agent come, or the last one go. `was`: what it saw before; where another hub has seen
 * more since, nothing changes. Said again as it was, it follows where the agent works: who has left is seen by nobody.
 */
export const lineOf = command({
  name: 'presence.line',
  version: 1,
  args: z.strictObject({ agent: AgentId, line: Presence.shape.line, was: Presence.shape.line.nullable() }),
  roots: ({ agent }) => [agent],
  reads: ({ agent: id }) => [
    { kind: 'agent', id },
    { kind: 'presence', id },
  ],
  apply(tx, { agent: id, line, was: seen }, { actor, at }) {
    const agent = tx.get('agent', id)
    if (actor.kind !== 'system' || !agent) return refuse('not-found', { field: 'agent' })
    const was = tx.get('presence', id)
    if ((was?.line ?? null) !== seen) return refuse('moved-on', { field: 'line' })
    const mode = { mode: was?.mode ?? 'available', modeSince: was?.modeSince ?? at } as const
    tx.put('presence', { id, sites: sitesOf(agent), ...mode, line, lineSince: was?.line === line ? was.lineSince : at })
    return null
  },
})
