import type { Store } from './store.ts'

/** Single facts of this replica, each a line of text. */
export const keys = ['cursor', 'epoch', 'owner', 'seen_at', 'sites', 'hub_time', 'confirmed_at', 'dark_since', 'strewn'] as const
export type Key = (typeof keys)[number]

export const kept = (store: Store, key: Key): string | null =>
  store.get<{ value: string }>('SELECT value FROM kv WHERE key = ?', key)?.value ?? null

export const keptNumber = (store: Store, key: Key): number | null => {
  const value = kept(store, key)
  return value === null ? null : Number(value)
}

export function keep(store: Store, key: Key, value: string | number): void {
  store.run('INSERT INTO kv VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value', key, String(value))
}
