import type { DraftMode } from '../../domain/contract/bridge.ts'
import type { Store } from './store/store.ts'

interface Place {
  readonly case: string
  readonly mode: DraftMode
}

/** Keeps what is being written, durably: it is there after a crash, and only goes when the words themselves are kept. */
export function keepDraft(store: Store, { case: id, mode }: Place, { text, at }: { readonly text: string; readonly at: number }): void {
  if (text === '') store.run('DELETE FROM draft WHERE case_id = ? AND mode = ?', id, mode)
  else
    store.run('INSERT INTO draft VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET text = excluded.text, at = excluded.at', id, mode, text, at)
}

export const draft = (store: Store, { case: id, mode }: Place): string =>
  store.get<{ text: string }>('SELECT text FROM draft WHERE case_id = ? AND mode = ?', id, mode)?.text ?? ''

const modes: Readonly<Record<string, DraftMode>> = { 'message.reply': 'reply', 'message.note': 'note' }

/** The draft that a command's words come from; it goes in the transaction that keeps the command. */
export function clearDraftOf(store: Store, name: string, id: string | null): void {
  const mode = modes[name]
  if (mode && id !== null) keepDraft(store, { case: id, mode }, { text: '', at: 0 })
}
