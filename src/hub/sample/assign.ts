import type { Row } from '../../domain/kind.ts'
import { proposeKind } from '../../domain/rules/intake.ts'
import { type Dice, dice } from './dice.ts'
import { agents } from './group.ts'
import type { Person } from './person.ts'
import { threads } from './threads/all.ts'
import type { Standing } from './threads/schedule.ts'
import type { Thread } from './threads/thread.ts'

/** What a customer is to the dealership; what they write about must fit it. */
export type Role = 'bought' | 'served' | 'renewing' | 'two-cars' | 'shopping' | 'awaiting'

const roles: readonly Role[] = [
  ...Array<Role>(10).fill('bought'),
  ...Array<Role>(4).fill('served'),
  'shopping',
  'shopping',
  'renewing',
  'awaiting',
  'awaiting',
  'two-cars',
]

export const roleOf = (number: number): Role => roles[number % roles.length] ?? 'bought'

/** A conversation somebody is to have. */
export interface Cast {
  readonly thread: Thread
  readonly variant: number
  readonly standing: Standing
  readonly owner: Row<'agent'>
}

/** How many cases stand how; every thread is had three times, so the rest of three times their number is resolved. */
export const counts = { waiting: 18, mine: 10, colleagues: 14, resolved: threads.length * 3 - 42 } as const

const teams = {
  hamburg: { service: [agents.jonas, agents.mareike, agents.lena], sales: [agents.enno, agents.jonas] },
  leeds: { service: [agents.priya, agents.callum, agents.gareth], sales: [agents.imogen, agents.callum] },
} as const

type Open = 'waiting' | 'mine' | 'colleagues'

function fits(role: Role, person: Person | undefined, thread: Thread): boolean {
  if (person === undefined) return false
  if (thread.german ? person.language !== 'de' : person.language === 'de') return false
  if (thread.before === 'order') return role === 'awaiting'
  if (thread.before === 'shopping') return role === 'shopping'
  if (thread.before === 'handover') return role === 'bought'
  return role === 'bought' || role === 'served' || role === 'two-cars'
}

/** The next standing that suits a thread. */
function take(standings: Open[], thread: Thread): Open | undefined {
  const understood = thread.openings.some((text) => proposeKind(text) === thread.kind)
  const place = standings.findIndex((each) => understood || each !== 'waiting')
  return place < 0 ? undefined : standings.splice(place, 1)[0]
}

function inHand(
  open: Open | undefined,
  { thread, person, lot }: { thread: Thread; person: Person; lot: Dice },
): Pick<Cast, 'standing' | 'owner'> {
  const team = teams[person.home][thread.sales ? 'sales' : 'service']
  const owner = open === 'mine' ? agents.lena : lot.pick(open === 'colleagues' ? team.filter((each) => each !== agents.lena) : team)
  return { standing: open === undefined ? 'resolved' : open === 'waiting' ? 'waiting' : 'held', owner }
}

/** Gives each conversation to a customer it fits, one to each, by their number. */
export function assign(people: ReadonlyMap<number, Person>): ReadonlyMap<number, Cast> {
  const lot = dice('who writes')
  const free = new Set(lot.shuffled([...people.keys()]))
  const standings = lot.shuffled<Open>([
    ...Array<Open>(counts.waiting).fill('waiting'),
    ...Array<Open>(counts.mine).fill('mine'),
    ...Array<Open>(counts.colleagues).fill('colleagues'),
  ])
  const cast = new Map<number, Cast>()
  for (const thread of lot.shuffled(threads)) {
    const open = take(standings, thread)
    // A case nobody has settled yet is of the kind that intake proposes, so only words it understands may wait.
    const first = Math.max(0, open === 'waiting' ? thread.openings.findIndex((text) => proposeKind(text) === thread.kind) : 0)
    for (const turn of [0, 1, 2]) {
      const standing = turn === 0 ? open : undefined
      const number = [...free].find((each) => fits(roleOf(each), people.get(each), thread))
      const person = number === undefined ? undefined : people.get(number)
      if (number === undefined || person === undefined) throw new Error(`nobody is left to say: ${thread.openings[turn]}`)
      free.delete(number)
      cast.set(number, { thread, variant: (first + turn) % 3, ...inHand(standing, { thread, person, lot }) })
    }
  }
  return cast
}
