import { mayAt } from '../../domain/actor.ts'
import type { Typing, Viewing } from '../../domain/contract/wire.ts'
import type { AgentId, CaseId } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import type { Watching } from '../config.ts'
import { only } from '../intake/rows.ts'
import type { Store } from '../store/store.ts'
import type { DeskLine } from './desk-line.ts'
import type { DeskLines } from './desk-lines.ts'

export type PresenceOptions = {
  readonly store: Pick<Store, 'read'>
  readonly lines: DeskLines
  readonly watching: Watching
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

type Look = {
  readonly case: CaseId
  readonly writing: boolean
  readonly agent: AgentId
  readonly name: string
  /** A supervisor of the case's site. */
  readonly supervises: boolean
}

type Seen = { readonly agent: Row<'agent'>; readonly header: Row<'case'>; readonly supervises: boolean }

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
  const actor = { kind: 'agent', id: agent.id, name: agent.name, grants: agent.grants } as const
  if (!mayAt(actor, header.site, 'agent')) return null
  return { agent, header, supervises: mayAt(actor, header.site, 'supervisor') }
}

/** Opens an empty room of looks. */
export function openPresence(options: PresenceOptions): Presence {
  const { watching } = options
  const looks = new Map<DeskLine, Look>()
  /** How often each desk has looked elsewhere: a look that took longer to allow than the next one began is over. */
  const turns = new WeakMap<DeskLine, number>()
  const viewersOf = (id: CaseId) => [...looks].filter(([, look]) => look.case === id)
  const tell = (id: CaseId): void => {
    const viewers = viewersOf(id)
    for (const [line, own] of viewers.filter(([one]) => one.hasRoom())) {
      const others = viewers.filter(([, { agent }]) => agent !== own.agent).map(([, look]) => look)
      const shown = others.filter(({ supervises }) => watching !== 'hidden' || own.supervises || !supervises)
      const agents = [...new Map(shown.map(({ agent, name, writing }) => [agent, { id: agent, name, writing }])).values()]
      const previewed = watching === 'preview' && !own.supervises && others.some(({ supervises }) => supervises)
      line.socket.volatile.emit('viewing', { case: id, agents, previewed })
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
      const { agent, header, supervises } = seen
      looks.set(line, { case: header.id, writing, agent: agent.id, name: agent.name, supervises })
      tell(header.id)
    },
    async typing(line, typing) {
      const seen = await seenBy(options, line, typing)
      if (seen?.header.owner !== line.ticket.agent) return
      options.typedToVisitor(seen.header.party, typing.typing)
      if (watching !== 'preview' || typing.text === undefined) return
      const told = { case: seen.header.id, typing: typing.typing, by: seen.agent.id, text: typing.text }
      const readers = viewersOf(seen.header.id).filter(([one, { supervises }]) => supervises && one.ticket.agent !== seen.agent.id)
      for (const [reader] of readers) if (reader.hasRoom()) reader.socket.volatile.emit('typing', told)
    },
    visitorTyped({ case: id, typing }, owner) {
      const lines = new Set([...(owner ? options.lines.of(owner) : []), ...viewersOf(id).map(([line]) => line)])
      for (const line of [...lines].filter((one) => one.hasRoom())) line.socket.volatile.emit('typing', { case: id, typing })
    },
  }
}
