import { randomBytes } from 'node:crypto'
import { serves } from '../../domain/actor.ts'
import { type AgentId, type CaseId, type PartyId, uuidv7 } from '../../domain/id.ts'
import { userScope } from '../../domain/scope.ts'
import { type Chore, type ChoreParts, HOUR, startChore } from '../chore.ts'
import type { View } from '../store/store.ts'
import { inTurn, only } from './rows.ts'

/** A case and the agent who holds it without serving it. */
interface Orphan {
  readonly case: CaseId
  readonly party: PartyId
  readonly owner: AgentId
}

async function orphans(view: View): Promise<readonly Orphan[]> {
  const agents = only(await view.scope('ref'), 'agent')
  const found = await inTurn(agents, async (agent) =>
    only(await view.scope(userScope(agent.id)), 'case').flatMap((row) =>
      row.owner === agent.id && !serves(agent, row.site) ? { case: row.id, party: row.party, owner: agent.id } : [],
    ),
  )
  return found.flat()
}

/**
 * Starts to give back to their queues the cases of agents who have left, or who may no longer serve their site: no customer
 * is left with somebody who cannot answer, and nothing of the case stays on that agent's devices.
 */
export function startUnassigning({ store, act, onMoved, log, now, every = HOUR }: ChoreParts): Chore {
  const work = async (): Promise<void> => {
    for (const args of await store.read(orphans))
      await act({ id: uuidv7(now(), randomBytes(10)), name: 'case.unassign', args, actor: { kind: 'system', name: 'unassign' } })
  }
  return startChore({ work, every, log, failed: 'cases.unreturned', when: { onMoved, kinds: new Set(['agent']) } })
}
