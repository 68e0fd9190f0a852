import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import { Unavailable } from '../store/unavailable.ts'
import type { Bootstraps } from './bootstraps.ts'
import { bring, moving } from './bring.ts'
import { isEmpty, sortFor, weight } from './cargo.ts'
import type { Desk } from './desk.ts'
import { dispatch, type Line, tells } from './dispatch.ts'
import { openGate } from './gate.ts'
import type { Position } from './position.ts'
import type { Ring } from './ring.ts'

export interface PumpOptions {
  readonly store: Store
  readonly log: Log
  readonly ring: Ring
  readonly position: Position
  readonly bootstraps: Bootstraps
  readonly now: () => number
}

/** So many desks are read for at once; the others wait their turn, so a storm of returning desks cannot take the database. */
const AT_ONCE = 8
/** Of those, so many may be desks that have much to be brought. */
const MUCH_AT_ONCE = 6

/** Brings desks forward until what moves next can be told as it moves. */
export interface Pump {
  pump(desk: Desk): void
  readonly line: Line
  idle(): Promise<void>
}

type Stepped = 'on' | 'wait'

export function openPump({ store, log, ring, position, bootstraps, now }: PumpOptions): Pump {
  const running = new Set<Promise<void>>()
  const gate = openGate(AT_ONCE, MUCH_AT_ONCE)
  const line: Line = { now, landed: (desk) => pump(desk) }

  const fromRing = (desk: Desk, room: number): Stepped | null => {
    const moved = desk.plain && desk.epoch === position.epoch ? ring.after(desk.seen, room) : null
    if (!moved) return null
    const cargo = sortFor({ from: desk.seen, to: moved.to, holds: desk.holds, deviceScope: desk.deviceScope }, moved.entries)
    // What is too much for one frame is read again, in parts.
    if (weight(cargo) > room) return null
    const parts = { epoch: position.epoch, from: desk.cursor, to: moved.to, head: position.seq, cargo }
    if (!isEmpty(cargo)) return dispatch(desk, moving(parts), line) ? 'on' : 'wait'
    desk.seen = moved.to
    return 'on'
  }

  const fromStore = async (desk: Desk, room: number): Promise<Stepped> => {
    const much = bootstraps.has(desk)
    if (much) bootstraps.stands(desk, 'work')
    const brought = await gate.through(much, () => bring(store, desk, room))
    if (!brought || desk.gone) return 'on'
    if (tells(brought) || desk.owed) return dispatch(desk, brought, line) ? 'on' : 'wait'
    desk.seen = brought.parts.to
    return 'on'
  }

  const run = async (desk: Desk): Promise<void> => {
    while (!desk.gone) {
      if (desk.plain && desk.seen >= position.seq) {
        desk.live = true
        bootstraps.stands(desk, 'rest')
        return
      }
      const room = desk.credit.text()
      if (room === 0) return
      if ((fromRing(desk, room) ?? (await fromStore(desk, room))) === 'wait') return
    }
  }

  function pump(desk: Desk): void {
    if (desk.busy || desk.live || !desk.listening || desk.gone) return
    desk.busy = true
    const work = run(desk)
      .catch((error: unknown) => {
        // The desk stays behind; the next tick tries again.
        log.error('feed.unread', { code: error instanceof Unavailable ? 'unavailable' : 'surprise', device: desk.session.device })
      })
      .finally(() => {
        desk.busy = false
        running.delete(work)
      })
    running.add(work)
  }

  return {
    pump,
    line,
    async idle() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
