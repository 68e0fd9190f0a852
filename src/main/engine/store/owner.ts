import { keep, kept } from './kv.ts'
import type { Store } from './store.ts'

/** Whether the file is this person's at this hub; a new file becomes theirs. Nobody sends what somebody else has said. */
export function belongsTo(store: Store, { hub, agent }: { readonly hub: string; readonly agent: { readonly id: string } }): boolean {
  const owner = `${agent.id} ${hub}`
  const known = kept(store, 'owner')
  if (known === null) keep(store, 'owner', owner)
  return known === null || known === owner
}
