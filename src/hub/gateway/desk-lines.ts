import type { AgentId, DeviceId } from '../../domain/id.ts'
import { type DeskLine, expel } from './desk-line.ts'

/** All desks connected to this hub now. */
export type DeskLines = {
  /** Takes a new line in; an older one of the same device is half dead and ends. */
  enter(line: DeskLine): void
  leave(line: DeskLine): void
  of(agent: AgentId): readonly DeskLine[]
  /** Ends the lines of a sign-in that is over before its time. */
  end(session: string): void
  /** Has a device of an agent emptied. */
  wipe(agent: AgentId, device: DeviceId): void
  all(): readonly DeskLine[]
  count(): number
}

/** Opens an empty list of desks. */
export function openDeskLines(): DeskLines {
  const lines = new Set<DeskLine>()
  return {
    enter(line) {
      for (const other of lines) {
        if (other.ticket.device !== line.ticket.device || other.ticket.agent !== line.ticket.agent) continue
        other.open = false
        other.socket.disconnect(true)
      }
      lines.add(line)
    },
    leave(line) {
      line.open = false
      lines.delete(line)
    },
    of: (agent) => [...lines].filter(({ ticket }) => ticket.agent === agent),
    end(session) {
      for (const line of [...lines]) if (line.ticket.session === session) expel(line, 'revoked')
    },
    wipe(agent, device) {
      for (const line of [...lines]) if (line.ticket.agent === agent && line.ticket.device === device) expel(line, 'wipe')
    },
    all: () => [...lines],
    count: () => lines.size,
  }
}

const MOST_SECONDS = 15
const A_SECOND = 64

/** Tells every desk to come back by itself, spread over as long as it takes to greet so many. */
export function sendAllOn(lines: DeskLines): void {
  const seconds = Math.min(MOST_SECONDS, Math.ceil(lines.count() / A_SECOND))
  for (const line of lines.all()) line.socket.emit('move', seconds)
}
