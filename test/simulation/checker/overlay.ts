import type { KindRow } from '../../../src/domain/kind.ts'
import { scopesOf } from '../../../src/domain/scope.ts'
import type { DeskEngine } from '../../../src/main/engine/engine.ts'
import { Pending } from '../../../src/main/engine/outbox/pending.ts'

const rowsOf = ({ overlay }: Pending, judged: (row: KindRow) => boolean): ReadonlyMap<string, string> =>
  new Map([...overlay].filter(judged).map(({ kind, row }) => [`${kind} ${row.id}`, JSON.stringify(row)]))

/** I7: what unsent work makes of the rows is what it makes of them when it is done again from nothing. */
export function overlayDiffers({ replica }: DeskEngine): readonly string[] {
  const { store, rows, held, pending } = replica
  // Whoever was registered here stays known as they were made until their dossier comes, but not over a restart.
  const judged = (row: KindRow): boolean => !scopesOf(row).some((scope) => pending.bornHere(scope) && !held.whole(scope))
  const shown = rowsOf(pending, judged)
  const again = rowsOf(new Pending({ store, rows, whole: held.whole, actor: () => replica.actor() }), judged)
  const names = new Set([...shown.keys(), ...again.keys()])
  return [...names]
    .filter((name) => shown.get(name) !== again.get(name))
    .map((name) => `unsent work makes ${name} ${shown.get(name) ?? 'nothing'} and, made again, ${again.get(name) ?? 'nothing'}`)
}
