import type { Mode, Presence } from '../noun/presence.ts'

/** What others are shown of an agent. `vanished`: their line was lost just now, unannounced; `offline`: they are not here. */
export type Shown = Mode | 'vanished' | 'offline'

/** `since`: from when it has been so; null where nothing was ever known of them. */
export interface ShownPresence {
  readonly shown: Shown
  readonly since: number | null
}

function standing({ line, lineSince, mode, modeSince }: Presence): { readonly shown: Shown; readonly since: number } {
  // Who said that they work on without a line is not missed when it goes.
  if (line === 'up' || mode === 'working-offline') return { shown: mode, since: modeSince }
  return { shown: line === 'lost' ? 'vanished' : 'offline', since: lineSince }
}

/** What to show of an agent now, from their row or from having none. `since` is never later than `now`: clocks differ. */
export function shownPresence(row: Presence | null | undefined, now: number): ShownPresence {
  if (!row) return { shown: 'offline', since: null }
  const { shown, since } = standing(row)
  return { shown, since: Math.min(since, now) }
}
