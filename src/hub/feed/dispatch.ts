import type { Brought } from './bring.ts'
import { isEmpty } from './cargo.ts'
import type { InFlight } from './credit.ts'
import type { Desk } from './desk.ts'
import { frameText, pack, sizeOf } from './frame.ts'

/** Whether a frame would tell the desk anything beside where the feed is. */
export const tells = ({ parts }: Brought): boolean =>
  parts.reset || parts.pages.length > 0 || parts.leave.length > 0 || !isEmpty(parts.cargo)

/** Takes a desk to the state after a frame; the way back, for a frame that was not stored. */
function advance(desk: Desk, { parts, fills }: Brought): () => void {
  const { cursor, seen, reset, epoch } = desk
  const before = fills.map(([scope, now]) => ({ scope, now, was: desk.fill(scope) }))
  for (const [scope, fill] of fills) desk.hold(scope, fill)
  for (const scope of parts.leave) desk.leaving.delete(scope)
  Object.assign(desk, { cursor: parts.to, seen: parts.to, epoch: parts.epoch, reset: false, owed: false })
  return () => {
    Object.assign(desk, { cursor, seen, epoch, reset, owed: true, live: false })
    for (const { scope, now, was } of before) if (was && desk.fill(scope) === now) desk.hold(scope, was)
    for (const scope of parts.leave) if (!desk.fill(scope)) desk.leaving.add(scope)
  }
}

/** The desk did not store what was sent: the stretch starts anew, from where it says it is. */
function retreat(desk: Desk, cursor: number): void {
  desk.retreats++
  desk.credit.retreat()
  desk.fallBehind(desk.seen)
  if (cursor === desk.cursor) return
  desk.cursor = cursor
  desk.seen = cursor
  desk.restart()
}

export interface Line {
  readonly now: () => number
  /** A frame was stored: there is room for more. */
  readonly landed: (desk: Desk) => void
}

/** Sends a frame if the desk's credit allows it; whether it did. */
export function dispatch(desk: Desk, brought: Brought, line: Line): boolean {
  const packed = pack(frameText({ ...brought.parts, at: line.now() }))
  const bytes = sizeOf(packed)
  if (!desk.credit.takes(bytes)) return false
  const frame: InFlight = { to: brought.parts.to, bytes, sentAt: line.now(), undo: advance(desk, brought) }
  desk.credit.send(frame)
  desk.session.send(packed, (cursor) => {
    if (desk.gone || !desk.credit.flies(frame)) return
    if (cursor !== frame.to) return retreat(desk, cursor)
    desk.credit.land(frame, line.now())
    line.landed(desk)
  })
  return true
}
