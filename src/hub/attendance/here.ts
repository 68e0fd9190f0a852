import type { AgentId } from '../../domain/id.ts'

/** Who has a desk connected to this hub: somebody comes with a first hello, and goes with the last line. */
export interface Here {
  entered(agent: AgentId): void
  greeted(agent: AgentId): void
  left(agent: AgentId): void
  agents(): ReadonlySet<AgentId>
  /** Grows whenever somebody comes or goes. */
  turn(): number
  /** Those who went since this was asked last, and have not come back. */
  takeGone(): ReadonlySet<AgentId>
  /** Nothing could be done about them: they are told of again. */
  putBack(taken: ReadonlySet<AgentId>): void
}

/** Opens an empty hub's list; `moved` is called when somebody came or went. */
export function openHere(moved: () => void): Here {
  const lines = new Map<AgentId, number>()
  const here = new Set<AgentId>()
  let gone = new Set<AgentId>()
  let turn = 0
  const turned = (): void => {
    turn += 1
    moved()
  }
  return {
    entered: (agent) => void lines.set(agent, (lines.get(agent) ?? 0) + 1),
    greeted(agent) {
      if (here.has(agent) || !lines.has(agent)) return
      here.add(agent)
      gone.delete(agent)
      turned()
    },
    left(agent) {
      const rest = (lines.get(agent) ?? 0) - 1
      // Another line of theirs, or the same device come back before its old line had ended.
      if (rest > 0) return void lines.set(agent, rest)
      lines.delete(agent)
      if (!here.delete(agent)) return
      gone.add(agent)
      turned()
    },
    agents: () => here,
    turn: () => turn,
    takeGone() {
      const taken = gone
      gone = new Set()
      return taken
    },
    putBack(taken) {
      for (const agent of taken) if (!here.has(agent)) gone.add(agent)
    },
  }
}
