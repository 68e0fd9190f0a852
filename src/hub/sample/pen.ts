import type { Actor } from '../../domain/actor.ts'
import type { CommandName } from '../../domain/commands/table.ts'
import { uuidv7 } from '../../domain/id.ts'
import type { KindRow, Row } from '../../domain/kind.ts'
import type { Dice } from './dice.ts'
import { EPOCH } from './epoch.ts'
import type { Happening } from './happening.ts'
import type { Person } from './person.ts'
import { MINUTE } from './wall-clock.ts'

type Args = Readonly<Record<string, unknown>>

/** A touchpoint as somebody's system told it. */
export interface Touch {
  readonly kind: string
  readonly data: Row<'touchpoint'>['data']
  readonly vehicle?: string | null
  readonly opportunity?: string | null
  readonly party?: string
  readonly source?: string
}

/** Writes one customer's log. What would be later than now has not happened, and is not written. */
export interface Pen {
  readonly person: Person
  readonly dice: Dice
  readonly now: number
  readonly log: Happening[]
  readonly id: () => string
  readonly put: (at: number, row: KindRow) => void
  readonly run: (at: number, done: { readonly name: CommandName; readonly args: Args; readonly by?: Row<'agent'> }) => void
  readonly touch: (at: number, touch: Touch) => void
}

const house: Actor = { kind: 'system', name: 'sample' }
const agentActor = ({ id, name, grants }: Row<'agent'>): Actor => ({ kind: 'agent', id, name, grants })

export function pen(person: Person, dice: Dice, now: number): Pen {
  const log: Happening[] = []
  let made = 0
  const id = () => {
    made += 1
    return uuidv7(EPOCH + made, dice.bytes(10))
  }
  const past = (at: number) => at <= now - MINUTE
  const run: Pen['run'] = (at, { name, args, by }) => {
    if (past(at)) log.push({ at, name, args, actor: by ? agentActor(by) : house })
  }
  return {
    person,
    dice,
    now,
    log,
    id,
    run,
    put: (at, row) => {
      if (past(at)) log.push({ at, row })
    },
    touch: (at, { kind, data, vehicle = null, opportunity = null, party = person.party, source = 'nordhaus.example/dms' }) =>
      run(at, {
        name: 'touchpoint.record',
        args: {
          id: id(),
          party,
          kind,
          at,
          site: person.site,
          vehicle,
          opportunity,
          case: null,
          source: { source, id: `${person.crm}-${log.length + 1}` },
          data,
          origin: 'sample',
        },
      }),
  }
}
