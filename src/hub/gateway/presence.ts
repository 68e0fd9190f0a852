import { mayAt } from '../../domain/actor.ts'
import type { Typing, Viewing } from '../../domain/contract/wire.ts'
import type { AgentId, CaseId } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import { only } from '../intake/rows.ts'
import type { Store } from '../store/store.ts'
import type { DeskLine } from './desk-line.ts'
import type { DeskLines } from './desk-lines.ts'

export type PresenceOptions = {
  readonly store: Pick<Store, 'read'>
  readonly lines: DeskLines
  /** Shows a customer's pages that somebody writes to them. */
  readonly typedToVisitor: (party: string, typing: boolean) => void
}

/** Who looks at which case and who types: told to those it concerns, kept nowhere. */
export type Presence = {
  viewing(line: DeskLine, viewing: Viewing): Promise<void>
  typing(line: DeskLine, typing: Typing): Promise<void>
  /** A customer types: told to who owns their case and who looks at it. */
  visitorTyped(typing: Typing, owner: AgentId | null): void
  leave(line: DeskLine): void
}

type Look = { readonly case: CaseId; readonly writing: boolean; readonly agent: AgentId; readonly name: string }

type Seen = { readonly agent: Row<'agent'>; readonly header: Row<'case'> }

/** The case, if this desk's agent may see it as of now. */
async function seenBy({ store }: PresenceOptions, { ticket }: DeskLine, named: Pick<Typing, 'case' | 'party'>): Promise<Seen | null> {
  const rows = await store.read((view) =>
    view.rows([
      { kind: 'agent', id: ticket.agent },
      { kind: 'case', id: named.case },
    ]),
  )
  const [agent] = only(rows, 'agent')
  const [header] = only(rows, 'case')
  if (!agent?.active || header?.party !== named.party) return null
  return mayAt({ kind: 'agent', id: agent.id, name: agent.name, grants: agent.grants }, header.site, 'agent') ? { agent, header } : null
}

/** Opens an empty room of looks. */
export function openPresence(options: PresenceOptions): Presence {
  const looks = new Map<DeskLine, Look>()
  /** How often each desk has looked elsewhere: a look that took longer to allow than the next one began is over. */
  const turns = new WeakMap<DeskLine, number>()
  const viewersOf = (id: CaseId) => [...looks].filter(([, look]) => look.case === id)
  const tell = (id: CaseId): void => {
    const viewers = viewersOf(id)
    for (const [line, own] of viewers.filter(([one]) => one.hasRoom())) {
      const others = new Map(viewers.filter(([, { agent }]) => agent !== own.agent).map(([, look]) => [look.agent, look]))
      const agents = [...others.values()].map(({ agent, name, writing }) => ({ id: agent, name, writing }))
      line.socket.volatile.emit('viewing', { case: id, agents })
    }
  }
  const leave = (line: DeskLine): void => {
    const before = looks.get(line)
    looks.delete(line)
    if (before) tell(before.case)
  }
  return {
    leave,
    async viewing(line, { case: id, party, writing }) {
      const turn = (turns.get(line) ?? 0) + 1
      turns.set(line, turn)
      const seen = id && party ? await seenBy(options, line, { case: id, party }) : null
      if (turns.get(line) !== turn) return
      if (looks.get(line)?.case !== seen?.header.id) leave(line)
      if (!seen || !line.open) return
      looks.set(line, { case: seen.header.id, writing, agent: seen.agent.id, name: seen.agent.name })
      tell(seen.header.id)
    },
    async typing(line, typing) {
      const seen = await seenBy(options, line, typing)
      if (seen?.header.owner === line.ticket.agent) options.typedToVisitor(seen.header.party, typing.typing)
    },
    visitorTyped({ case: id, typing }, owner) {
      const lines = new Set([...(owner ? options.lines.of(owner) : []), ...viewersOf(id).map(([line]) => line)])
      for (const line of [...lines].filter((one) => one.hasRoom())) line.socket.volatile.emit('typing', { case: id, typing })
    },
  }
}
