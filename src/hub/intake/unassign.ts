import { randomBytes } from 'node:crypto'
import { mayAt } from '../../domain/actor.ts'
import { type AgentId, type CaseId, type PartyId, uuidv7 } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import { userScope } from '../../domain/scope.ts'
import { type Chore, startChore } from '../chore.ts'
import type { Tailer } from '../feed/tailer.ts'
import type { Log } from '../log.ts'
import type { Store, View } from '../store/store.ts'
import type { Act } from './act.ts'
import { inTurn, only } from './rows.ts'

const HOUR = 3_600_000

export interface UnassignOptions {
  readonly store: Pick<Store, 'read'>
  readonly act: Act
  readonly onMoved: Tailer['onMoved']
  readonly log: Log
  readonly now: () => number
  /** Milliseconds between runs; 0: only when asked, or when an agent changes. */
  readonly every?: number
}

/** A case and the agent who holds it without serving it. */
interface Orphan {
  readonly case: CaseId
  readonly party: PartyId
  readonly owner: AgentId
}

/** Whether an agent may still serve a case that is theirs. */
const serves = (agent: Row<'agent'>, { site }: Row<'case'>): boolean => agent.active && mayAt({ kind: 'agent', ...agent }, site, 'agent')

async function orphans(view: View): Promise<readonly Orphan[]> {
  const agents = only(await view.scope('ref'), 'agent')
  const found = await inTurn(agents, async (agent) =>
    only(await view.scope(userScope(agent.id)), 'case').flatMap((row) =>
      row.owner === agent.id && !serves(agent, row) ? { case: row.id, party: row.party, owner: agent.id } : [],
    ),
  )
  return found.flat()
}

/**
 * Starts to give back to their queues the cases of agents who have left, or who may no longer serve their site: no customer
 * is left with somebody who cannot answer, and nothing of the case stays on that agent's devices.
 */
export function startUnassigning({ store, act, onMoved, log, now, every = HOUR }: UnassignOptions): Chore {
  const work = async (): Promise<void> => {
    for (const args of await store.read(orphans))
      await act({ id: uuidv7(now(), randomBytes(10)), name: 'case.unassign', args, actor: { kind: 'system', name: 'unassign' } })
  }
  const chore = startChore({ work, every, log, failed: 'cases.unreturned' })
  const unhear = onMoved(({ entries }) => {
    if (entries.some(({ kind }) => kind === 'agent')) void chore.run()
  })
  return {
    run: chore.run,
    async stop() {
      unhear()
      await chore.stop()
    },
  }
}
