import type { PartyId } from '../../../src/domain/id.ts'
import { type KindRow, kinds, type Row } from '../../../src/domain/kind.ts'
import { agentRow, caseRow, grant, ids, partyRow, queueRow, resourceRow, siteRow } from '../../hub/support/rows.ts'
import type { Chance } from './chance.ts'

export const SITES = 2
export const QUEUES = 3
export const PARTIES = 8
export const CASES = 10
/** Parties of the two visitors: nobody knows them before they speak. */
export const VISITORS = [21, 22] as const

/** Which agent sits at which desk; one of them has two, and a fourth works elsewhere. */
export const SEATS = [1, 2, 3, 1] as const

/** Where cases go from hand to hand the fourth, who is everybody's supervisor, has a desk too. */
export const HANDED = [1, 2, 3, 4] as const

const siteOfQueue = (queue: number): number => (queue === 1 ? 1 : 2)
export const siteOfParty = (party: number): number => (party % SITES) + 1

export const grantsOf: Readonly<Record<number, Parameters<typeof agentRow>[1]>> = {
  1: [grant(1)],
  2: [grant(1), grant(2)],
  3: [grant(2)],
  4: [grant(1, 'supervisor'), grant(2, 'supervisor')],
}

const up = (count: number): readonly number[] => Array.from({ length: count }, (_, place) => place + 1)

interface Thread {
  readonly of: number
  readonly party: PartyId
  readonly count: number
  readonly words: () => string
}

function messagesOf({ of, party, count, words }: Thread): readonly KindRow[] {
  return up(count).map(
    (number): KindRow => ({
      kind: 'message',
      row: kinds.message.parse({
        id: ids.message(of * 1_000 + number),
        party,
        case: ids.case(of),
        number,
        author: { kind: 'customer', party },
        kind: 'said',
        channel: 'chat',
        text: `${words()} ${'and so on, as it was said then. '.repeat(of === 1 ? 20 : 1)}`,
        at: number,
        reachedCustomerAt: null,
        readAt: null,
        origin: 'live',
      }),
    }),
  )
}

interface Beginning {
  readonly chance: Chance
  readonly words: () => string
  readonly began: number
}

/** The rows a world begins with, in the parts in which they are brought in: some threads are too long for one frame. */
export function beginning({ chance, words, began }: Beginning): readonly { readonly root: string; readonly rows: readonly KindRow[] }[] {
  const sites = up(SITES).map(siteRow)
  const queues = up(QUEUES).map((queue) => queueRow(queue, siteOfQueue(queue)))
  const people = Object.entries(grantsOf).map(([agent, grants]) => agentRow(Number(agent), grants))
  const parties = up(PARTIES).map((party) => ({
    root: ids.party(party),
    rows: [partyRow(party, party === 3 ? [1, 2] : [siteOfParty(party)])],
  }))
  const cases = up(CASES).map((of) => {
    const party = ((of - 1) % PARTIES) + 1
    const count = of === 1 ? chance.between(30, 50) : chance.between(1, 5)
    const queue = siteOfParty(party) === 1 ? 1 : chance.between(2, 3)
    const more: Partial<Row<'case'>> = {
      ...{ party: ids.party(party), site: ids.site(siteOfParty(party)), queue: ids.queue(queue), subject: words() },
      ...{ messages: count, unanswered: count, heard: { number: count, at: count }, waitingSince: 1, changedAt: of },
    }
    const thread = messagesOf({ of, party: ids.party(party), count, words })
    return { root: ids.party(party), rows: [caseRow(of, more), ...thread] }
  })
  const ramps = up(SITES).map((site) =>
    resourceRow(site, site, { capacity: 1, slotMinutes: 60, openings: [{ from: began, to: began + 21 * 86_400_000 }] }),
  )
  return [{ root: 'ref', rows: [...sites, ...queues, ...people] }, { root: 'ref', rows: ramps }, ...parties, ...cases]
}
