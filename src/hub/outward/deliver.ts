import type { Store } from '../store/store.ts'

/** So long a claim holds: a hub that died in the middle of it gives the work back. */
const CLAIM_MS = 60_000

/**
 * Takes note of answers that are to reach customers. Those of the chat need no more: the feed brings them to pages that
 * are open, and a page that opens later is shown its whole thread. Other channels will send here.
 */
export async function deliverDue(store: Pick<Store, 'claim' | 'finish'>, now: number): Promise<number> {
  const due = await store.claim({ kind: 'deliver', now, until: now + CLAIM_MS, limit: 200 })
  const chats = due.filter(({ body }) => body.channel === 'chat')
  if (chats.length > 0) await store.finish(chats.map(({ id }) => id))
  return chats.length
}
