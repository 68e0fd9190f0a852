import type { KindRow, Row } from '../../domain/kind.ts'
import type { View } from '../store/store.ts'

/** The rows of one kind among those read. */
export const only = <K extends KindRow['kind']>(rows: readonly KindRow[], kind: K): readonly Row<K>[] =>
  // The filter has just said so; the type of a mapped union does not follow it.
  rows.filter((row) => row.kind === kind).map(({ row }) => row as Row<K>)

export async function rowOf<K extends KindRow['kind']>(view: View, kind: K, id: string): Promise<Row<K> | null> {
  return only(await view.rows([{ kind, id }]), kind)[0] ?? null
}

/** Asks one thing after the other: a view is one session, and a session answers one question at a time. */
export async function inTurn<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<readonly R[]> {
  const answers: R[] = []
  for (const item of items) answers.push(await ask(item))
  return answers
}
