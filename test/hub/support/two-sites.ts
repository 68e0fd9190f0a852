import { createHash } from 'node:crypto'
import type { AgentId } from '../../../src/domain/id.ts'
import { type Kind, type KindRow, kinds } from '../../../src/domain/kind.ts'
import type { Role } from '../../../src/domain/noun/agent.ts'
import * as make from '../../support/rows.ts'

/** A side's mark stands in every id and every word of what is its own, so that a stray one is found in any text. */
export type Side = 'a0a0' | 'b0b0'

type Noun = Kind | 'command' | 'device'

const nouns: readonly Noun[] = [...(Object.keys(kinds) as readonly Kind[]), 'command', 'device']

/** The same noun and number are the same id; the other side has its like under every number. */
export const idOf = (side: string, noun: Noun, n: number): string =>
  `0190${(0x100 + nouns.indexOf(noun)).toString(16).padStart(4, '0')}-0000-7000-8000-${side.padStart(8, '0')}${n.toString(16).padStart(4, '0')}`

/** Who works at a side, by number. */
export const PEOPLE = { supervisor: 1, agent: 2, colleague: 3, admin: 4 } as const
export type Person = keyof typeof PEOPLE

export const agentOf = (side: Side, person: Person): AgentId => kinds.agent.shape.id.parse(idOf(side, 'agent', PEOPLE[person]))
export const emailOf = (side: Side, person: Person): string => `${person}@${side}.example`

/** Each case is its own party's, of the same number. */
export const CASES = 6

/** How the cases of a side stand: what each kind of command needs is among them. */
export const FENCES: Readonly<Record<number, number>> = { 1: 3, 2: 0, 3: 1, 4: 5, 5: 2, 6: 4 }

export const bytesOf = (side: Side): Buffer => Buffer.from(`${side} photograph`)
export const hashOf = (side: Side): string => createHash('sha256').update(bytesOf(side)).digest('hex')

/** The times of a ramp's slots: the first is taken. */
export const SLOTS = [19, 20, 21].map((hours) => make.NOW + hours * make.HOUR)

function people(side: Side): readonly KindRow[] {
  const site = idOf(side, 'site', 1)
  const roles: Readonly<Record<Person, Role>> = { supervisor: 'supervisor', agent: 'agent', colleague: 'agent', admin: 'admin' }
  return (Object.keys(PEOPLE) as readonly Person[]).map((person) =>
    make.held(
      'agent',
      kinds.agent.parse({
        id: agentOf(side, person),
        name: `${side} ${person}`,
        email: emailOf(side, person),
        language: 'en',
        grants: [{ site, role: roles[person] }],
        active: true,
      }),
    ),
  )
}

function standOf(side: Side, n: number): object {
  const [supervisor, agent, colleague] = [agentOf(side, 'supervisor'), agentOf(side, 'agent'), agentOf(side, 'colleague')]
  const at = make.NOW - make.HOUR
  const safety = {
    message: idOf(side, 'message', n),
    words: `${side} smoke`,
    raisedAt: at,
    dueAt: at + 1,
    answeredAt: null,
    dismissed: null,
  }
  const stands: Readonly<Record<number, object>> = {
    1: { owner: agent, safety },
    2: { owner: null },
    3: { owner: agent, state: 'resolved', resolvedAt: at },
    4: { owner: supervisor, lent: { from: agent, fromName: `${side} agent`, at } },
    5: { owner: colleague, raised: { by: colleague, byName: `${side} colleague`, at, reason: `${side} help` } },
    6: { owner: supervisor },
  }
  return { ...stands[n], fence: FENCES[n] }
}

/** One customer with a case, and a row of every kind that a dossier has. */
function dossier(side: Side, n: number): readonly KindRow[] {
  const id = (noun: Noun, number = n): string => idOf(side, noun, number)
  const [site, party, customer, vehicle, of] = [id('site', 1), id('party'), id('customer'), id('vehicle'), id('case')]
  const name = `${side} customer ${n}`
  const theirs = { party, case: of }
  const car = { id: vehicle, model: `${side} estate`, plate: null }
  const owner = agentOf(side, n === 6 ? 'supervisor' : 'agent')
  const [to, by] = n >= 4 ? [agentOf(side, 'supervisor'), agentOf(side, 'admin')] : [agentOf(side, 'agent'), agentOf(side, 'supervisor')]
  const told = { id: id('touchpoint'), party, site, source: { source: side, id: String(n) } }
  const sha256 = n === 1 ? hashOf(side) : `${side}${n}`.padEnd(64, '0')
  const text = (what: string): string => `${side} ${what} ${n}`
  return [
    make.held('party', make.party({ id: party, customer, name, sites: [site], place: text('town') })),
    make.held('customer', make.customer({ id: customer, name, parties: [party] })),
    make.held('identity', make.identity({ id: id('identity'), party, customer, value: text('number'), source: side })),
    make.held('consent', make.consent({ id: id('consent'), party, source: side })),
    make.held('vehicle', make.vehicle({ id: vehicle, plate: text('HH'), model: car.model, owners: [{ party, from: 1, to: null }] })),
    make.held('opportunity', make.opportunity({ id: id('opportunity'), party, site, title: text('wish') })),
    make.held('outreach', make.outreach({ id: id('outreach'), party, title: text('wheels') })),
    make.held('touchpoint', make.touchpoint('walk_in', { reason: text('came in') }, told)),
    make.held(
      'case',
      make.aCase({
        ...{ id: of, number: text('C'), party, site, queue: id('queue', 1), subject: text('subject'), customerName: name, vehicle: car },
        ...{ preview: text('said'), ...standOf(side, n) },
      }),
    ),
    make.held('message', make.message({ id: id('message'), ...theirs, author: { kind: 'customer', party }, text: text('said') })),
    make.held(
      'commitment',
      make.commitment({ id: id('commitment'), ...theirs, site, vehicle, owner, ownerName: side, text: text('promise') }),
    ),
    make.held('whisper', make.whisper({ id: id('whisper'), ...theirs, to, by, byName: side, text: text('whisper') })),
    make.held('attachment', make.attachment({ id: id('attachment'), ...theirs, name: text('photo'), sha256, size: bytesOf(side).length })),
  ]
}

/** A thread so long that no frame holds it all. */
function longThread(side: Side): readonly KindRow[] {
  const [party, of] = [idOf(side, 'party', 2), idOf(side, 'case', 2)]
  return Array.from({ length: 12 }, (_, n) => {
    const told = { id: idOf(side, 'message', 100 + n), party, case: of, number: 2 + n, author: { kind: 'system' } }
    return make.held('message', make.message({ ...told, text: `${side} ${'long '.repeat(1_500)}` }))
  })
}

/** A site with all that is its own: the two sides are like each other, row by row. */
export function sideRows(side: Side): readonly KindRow[] {
  const site = idOf(side, 'site', 1)
  const resource = idOf(side, 'resource', 1)
  const expected = { site, resource, party: idOf(side, 'party', 1), vehicle: null, customerName: side, bookedByName: side, note: side }
  const seen = (person: Person) =>
    make.presence({ id: agentOf(side, person), sites: [site], mode: 'break', line: 'down', modeSince: 1, lineSince: 1 })
  return [
    make.held('site', make.site({ id: site, name: side, city: side })),
    ...[1, 2].map((n) => make.held('queue', make.queue({ id: idOf(side, 'queue', n), site, name: `${side} ${n}` }))),
    ...people(side),
    ...Array.from({ length: CASES }, (_, n) => dossier(side, n + 1)).flat(),
    ...longThread(side),
    make.held('presence', seen('agent')),
    make.held('presence', seen('colleague')),
    make.held('resource', make.resource({ id: resource, site, name: side })),
    make.held(
      'appointment',
      make.appointment({ id: idOf(side, 'appointment', 1), ...expected, startsAt: SLOTS[0], bookedBy: idOf(side, 'agent', 2) }),
    ),
  ]
}
