import type { Brought } from './bring.ts'
import { isEmpty } from './cargo.ts'
import type { InFlight } from './credit.ts'
import type { Desk } from './desk.ts'
import { frameText, pack, sizeOf } from './frame.ts'

/** Whether a frame would tell the desk anything beside where the feed is. */
export const tells = ({ parts }: Brought): boolean =>
  parts.reset || parts.resync || parts.pages.length + parts.leave.length + parts.again.length > 0 || !isEmpty(parts.cargo)

/** Takes a desk to the state after a frame; the way back, for a frame that was not stored. */
function advance(desk: Desk, { parts, fills }: Brought): () => void {
  const { cursor, seen, reset, resync, epoch } = desk
  const before = fills.map(([scope, now]) => ({ scope, now, was: desk.fill(scope) }))
  for (const [scope, fill] of fills) desk.hold(scope, fill)
  for (const scope of parts.leave) desk.leaving.delete(scope)
  for (const scope of parts.again) desk.again.delete(scope)
  Object.assign(desk, { cursor: parts.to, seen: parts.to, epoch: parts.epoch, reset: false, resync: false, owed: false, begun: true })
  return () => {
    Object.assign(desk, { cursor, seen, epoch, reset, resync, owed: true, live: false })
    for (const { scope, now, was } of before) if (was && desk.fill(scope) === now) desk.hold(scope, was)
    for (const scope of parts.leave) if (!desk.fill(scope)) desk.leaving.add(scope)
    for (const scope of parts.again) if (desk.fill(scope)) desk.again.add(scope)
  }
}

/** The desk did not store what was sent: the stretch starts anew, from where it says it is. */
function retreat(desk: Desk, cursor: number): void {
  desk.retreats++
  desk.credit.retreat()
  desk.fallBehind(desk.seen)
  // It is neither here nor there: what it holds of each scope, only it can say.
  if (cursor !== desk.cursor) desk.session.begin(1)
}

export interface Line {
  readonly now: () => number
  /** A frame was stored: there is room for more. */
  readonly landed: (desk: Desk) => void
}

/** Sends a frame if the desk's credit allows it; whether it did. */
export function dispatch(desk: Desk, brought: Brought, line: Line): boolean {
  const text = frameText({ ...brought.parts, at: line.now() })
  const packed = pack(text)
  const bytes = sizeOf(packed)
  desk.credit.packed(text.length, bytes)
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
