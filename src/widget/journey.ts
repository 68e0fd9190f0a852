import type { Seen } from '../domain/contract/visitor.ts'
import type { Keep } from './keep.ts'
import { type Place, spent, tellSeen, ticketFor } from './line/door.ts'
import { newId } from './new-id.ts'
import type { Held } from './state.ts'

/** What a dealer's page tells of itself. */
export type PageSaw = Pick<Seen, 'kind' | 'data'>

/** Page views and configurations, told only with the visitor's consent. */
export interface Journey {
  readonly saw: (saw: PageSaw) => void
  /** Tells the hub what is waiting; `consented` once the hub knows of the consent. */
  readonly flush: () => Promise<void>
  /** The consent was given just now: the page in front of the visitor is the first that counts. */
  readonly begin: () => void
  readonly clear: () => void
}

const PREFIX = 'seen:'
const MOST = 50
const LATER_MS = 15_000

interface Parts {
  readonly place: Place
  readonly keep: Keep
  readonly held: Held
}

function keepSeen(keep: Keep, { kind, data }: PageSaw, at: number): void {
  const waiting = keep.keys(PREFIX)
  for (const key of [...waiting].sort().slice(0, Math.max(0, waiting.length - MOST + 1))) keep.set(key, null)
  const id = newId(at)
  keep.set(PREFIX + id, JSON.stringify({ id, kind, at, data }))
}

export function openJourney({ place, keep, held }: Parts): Journey {
  let here: PageSaw | null = null
  let busy = false
  const told = (): boolean => keep.get('consent') === 'given' && keep.get('consent-told') === 'given'
  // Looked for anew each time: more may be seen while one is on its way.
  const next = (): string | undefined => [...keep.keys(PREFIX)].sort()[0]
  const send = async (key: string, token: string): Promise<boolean> => {
    const became = await tellSeen(place.hub, token, JSON.parse(keep.get(key) ?? 'null'))
    if (became === 'spent') spent(keep)
    const over = became === 'told' || became === 'refused'
    if (over) keep.set(key, null)
    return over
  }
  const flush = async (): Promise<void> => {
    if (busy || !told() || keep.keys(PREFIX).length === 0) return
    busy = true
    const { ticket } = await ticketFor(place, keep, Date.now())
    let going = ticket !== null
    for (let key = next(); going && ticket && key; key = next()) going = await send(key, ticket.token)
    busy = false
    if (!going) setTimeout(() => void flush(), LATER_MS)
  }
  return {
    flush,
    saw(saw) {
      if (saw.kind === 'web_visit') here = saw
      // Before consent nothing is kept, not even on this device; after a refusal nothing is.
      if (held.now().consent !== 'given') return
      keepSeen(keep, saw, Date.now())
      void flush()
    },
    begin() {
      if (here) keepSeen(keep, here, Date.now())
      void flush()
    },
    clear() {
      for (const key of keep.keys(PREFIX)) keep.set(key, null)
    },
  }
}
