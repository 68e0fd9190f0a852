import type { Envelope } from '../../../src/domain/command.ts'
import type { Args, CommandName } from '../../../src/domain/commands/table.ts'
import { commands } from '../../../src/domain/commands/table.ts'
import type { DeviceId } from '../../../src/domain/id.ts'
import type { KindRow } from '../../../src/domain/kind.ts'
import { type Authority, type AuthorityOptions, openAuthority } from '../../../src/hub/authority/authority.ts'
import type { Decided, Source } from '../../../src/hub/authority/submission.ts'
import type { Store } from '../../../src/hub/store/store.ts'
import { keptLog } from '../../support/log.ts'
import { agentRow, grant, ids, partyRow, queueRow, siteRow } from './rows.ts'

/** An authority with a clock turned by hand, and words to give it commands with. */
export interface TestHub {
  readonly store: Store
  readonly authority: Authority
  readonly clock: { now: number }
  readonly lines: readonly string[]
  /** Gives a command a fresh id (or the one named) and, for a device, its next number. */
  say<N extends CommandName>(name: N, args: Args<N>, more?: Said): Promise<Decided>
  bring(...rows: readonly KindRow[]): Promise<void>
}

export interface Said {
  readonly source?: Source
  readonly device?: DeviceId | null
  readonly id?: number
  readonly seq?: number
  readonly after?: readonly number[]
}

export const system: Source = { kind: 'system', name: 'test' }
export const agent = (n: number): Source => ({ kind: 'agent', id: ids.agent(n) })
export const visitor = (n: number): Source => ({ kind: 'visitor', party: ids.party(n) })

export const envelope = <N extends CommandName>(name: N, args: Args<N>, { id = 1, seq = 1, after = [] }: Said): Envelope => ({
  id: ids.command(id),
  seq,
  name,
  version: commands[name].version,
  // What a socket would bring: the arguments as JSON.
  args: JSON.parse(JSON.stringify(args)),
  saidAt: 1,
  after: after.map(ids.command),
})

let spent = 1_000_000

export function openTestHub(store: Store, options: Partial<AuthorityOptions> = {}): TestHub {
  const clock = { now: 1_000 }
  const { log, lines } = keptLog()
  const authority = openAuthority({ store, now: () => clock.now, log, ...options })
  const say: TestHub['say'] = (name, args, { source = system, device = null, ...said } = {}) =>
    authority.decide(envelope(name, args, { id: ++spent, seq: ++spent, ...said }), { source, device })
  return {
    store,
    authority,
    clock,
    lines,
    say,
    async bring(...rows) {
      for (const [kind, of] of Map.groupBy(rows, (row) => row.kind)) {
        const bodies = of.map(({ row }) => JSON.parse(JSON.stringify(row)))
        const { outcome } = await say('import.rows', { kind, rows: bodies, root: 'ref' })
        if (!outcome.ok) throw new Error(JSON.stringify(outcome))
      }
    },
  }
}

/** Two sites with a queue each; agent n works at site n; party n belongs to site n. */
export async function furnish(hub: TestHub): Promise<void> {
  await hub.bring(siteRow(1), siteRow(2), queueRow(1), queueRow(2))
  await hub.bring(agentRow(1, [grant(1)]), agentRow(2, [grant(2)]), agentRow(3, [grant(1)]))
  await hub.bring(partyRow(1, [1]), partyRow(2, [2]))
}
