import type { Store } from '../store/store.ts'
import type { DeskLines } from './desk-lines.ts'

export type PulseOptions = {
  readonly lines: Pick<DeskLines, 'all'>
  readonly store: Pick<Store, 'read'>
  readonly now: () => number
}

/**
 * Tells desks that look over a floor how far the truth has come, so that they can say how far they are behind it. The time is
 * taken before the feed is read: whatever was committed until then is in it.
 */
export async function pulse({ lines, store, now }: PulseOptions): Promise<void> {
  const floors = lines.all().filter((line) => line.open && line.floor() !== null)
  if (floors.length === 0) return
  const at = now()
  const feed = await store.read(async (view) => view.feed)
  for (const line of floors) {
    const head = line.floor()?.reached(feed) ?? null
    if (head !== null && line.open && line.hasRoom()) line.socket.volatile.emit('pulse', { head, at })
  }
}
