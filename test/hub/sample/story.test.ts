import { expect, test } from 'vitest'
import { caseNumber } from '../../../src/domain/case-header.ts'
import { decide } from '../../../src/domain/decide.ts'
import { uuidv7 } from '../../../src/domain/id.ts'
import type { Row } from '../../../src/domain/kind.ts'
import { likelyCauses } from '../../../src/domain/rules/cause.ts'
import { factLine } from '../../../src/domain/rules/fact-line.ts'
import { heldOutreach } from '../../../src/domain/rules/suppression.ts'
import { fold } from '../../../src/hub/sample/fold.ts'
import { queues, sites } from '../../../src/hub/sample/group.ts'
import { population } from '../../../src/hub/sample/population.ts'
import { KATHARINA, katharina } from '../../../src/hub/sample/story.ts'

const now = Date.UTC(2026, 10, 22, 14, 5)
const DAY = 86_400_000
const complaint = 'The brake noise is back after the second repair. Is it safe to drive?'

/** Katharina's rows as the hub has them once she has written. */
function written() {
  const rows = fold(katharina(now))
  const id = (number: number) => uuidv7(now, new Uint8Array(10).fill(number))
  const args = {
    message: id(1),
    case: id(2),
    party: KATHARINA.party,
    host: KATHARINA.party,
    site: sites.hamburg.id,
    queue: queues.hamburg.id,
    text: complaint,
    origin: 'live',
  }
  const actor = { kind: 'visitor', party: KATHARINA.party } as const
  expect(decide(rows, { name: 'conversation.say', version: 1, args }, { actor, at: now })).toEqual({ ok: true })
  const all = <R>(kind: Parameters<typeof rows.all>[0]) => rows.all(kind) as unknown as readonly R[]
  const header = rows.get('case', args.case)
  if (!header) throw new Error('no case was opened')
  return { header, all }
}

test('she is known with two cars and has no open case before she writes', () => {
  const rows = population(now)
  expect(rows.case.filter((row) => row.party === KATHARINA.party && row.state === 'open')).toEqual([])
  const cars = rows.vehicle.filter((row) => row.owners.some((owner) => owner.party === KATHARINA.party))
  expect(cars.map(({ model, plate }) => ({ model, plate })).sort((a, b) => (a.model < b.model ? -1 : 1))).toEqual([
    { model: 'Aurel E4', plate: 'HH-KB 2104' },
    { model: 'Tarn 3', plate: 'HH-BM 318' },
  ])
  expect(rows.identity.filter((row) => row.party === KATHARINA.party).map((row) => `${row.key} ${row.value}`)).toEqual(['crm K-20418'])
})

test('what she writes opens a complaint about the E4 in her name, with the safety banner', () => {
  const { header } = written()
  expect(header).toMatchObject({ kind: 'complaint', customerName: KATHARINA.name, number: caseNumber(header.id) })
  expect(header.vehicle).toMatchObject({ model: 'Aurel E4', plate: 'HH-KB 2104' })
  expect(header.safety).not.toBeNull()
})

test('both workshop visits are its likely cause, eleven days and eight weeks ago', () => {
  const { header, all } = written()
  const causes = likelyCauses({ case: header, messages: all<Row<'message'>>('message'), touchpoints: all<Row<'touchpoint'>>('touchpoint') })
  // Eight weeks before a Sunday the workshop was closed: it was the Saturday.
  expect(causes.map(({ touchpoint }) => Math.round((now - touchpoint.at) / DAY))).toEqual([11, 57])
})

test('the promise nobody kept, two attempts and four days off the road stand on its fact line', () => {
  const { header, all } = written()
  const vehicle = all<Row<'vehicle'>>('vehicle').find((row) => row.id === header.vehicle?.id) ?? null
  const facts = factLine(
    {
      case: header,
      messages: all<Row<'message'>>('message'),
      touchpoints: all<Row<'touchpoint'>>('touchpoint'),
      commitments: all<Row<'commitment'>>('commitment'),
      vehicle,
    },
    now,
  )
  expect(facts.attempts).toHaveLength(2)
  expect(facts.daysOffRoad).toBe(4)
  expect(facts.promisesBroken.map(({ text }) => text)).toEqual(['Call with the date the new brake caliper arrives'])
  expect(facts.recalls.map(({ code }) => code)).toEqual(['AU-2611'])
})

test('winter wheels and the renewal are held back while it is open', () => {
  const { all } = written()
  const held = heldOutreach(all<Row<'outreach'>>('outreach'), all<Row<'case'>>('case'))
  expect(held.map(({ outreach }) => outreach.title)).toEqual(['Winter wheels for your Aurel E4', 'Renewal: your Tarn 3'])
})
