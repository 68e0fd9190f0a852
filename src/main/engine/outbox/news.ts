import type { Row } from '../../../domain/kind.ts'
import { rowOf } from '../replica/rows.ts'
import type { Store } from '../store/store.ts'

/** What others have said in a case after the message that somebody here had read last: the customer, and colleagues. */
export function newsOf(store: Store, { id, knows }: { readonly id: string; readonly knows: number }): readonly Row<'message'>[] {
  return store
    .all<{ body: string }>('SELECT body FROM row_message WHERE case_id = ? AND number > ? ORDER BY number', id, knows)
    .map(({ body }) => rowOf<'message'>(body))
    .filter((row) => row.author.kind !== 'system' && !saidHere(store, row.id))
}

/** Said on this device, by whoever is at it. */
const saidHere = (store: Store, message: string): boolean =>
  store.get('SELECT 1 FROM outbox WHERE message_id = ? LIMIT 1', message) !== undefined

/** The newest word to the customer among the news. */
export const newestAnswerIn = (news: readonly Row<'message'>[]): Row<'message'> | null =>
  news.findLast(({ author, kind }) => author.kind === 'agent' && kind === 'said') ?? null
