import { expect, test } from 'vitest'
import { kindNames, kinds } from '../../../src/domain/kind.ts'
import { broken } from '../../../src/domain/rules/promise.ts'
import { parseData } from '../../../src/domain/touchpoints/table.ts'
import { counts } from '../../../src/hub/sample/assign.ts'
import { agents } from '../../../src/hub/sample/group.ts'
import { CUSTOMERS, population } from '../../../src/hub/sample/population.ts'
import { checkDigit } from '../../../src/hub/sample/registration.ts'

const now = Date.UTC(2026, 10, 22, 14, 5)
const rows = population(now)

const by = <T>(list: readonly T[], key: (row: T) => string | null): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const row of list) groups.set(key(row) ?? '', [...(groups.get(key(row) ?? '') ?? []), row])
  return groups
}
const odometer = (row: (typeof rows.touchpoint)[number]): number | null =>
  typeof row.data.odometerKm === 'number' ? row.data.odometerKm : null
const byVehicle = by(rows.touchpoint, (row) => row.vehicle)
const byParty = by(rows.touchpoint, (row) => row.party)
const first = (list: readonly (typeof rows.touchpoint)[number][], kind: string): number | null =>
  list.filter((row) => row.kind === kind).sort((a, b) => a.at - b.at)[0]?.at ?? null

test('every row is what its noun says, and every touchpoint what its kind says', () => {
  const wrong = kindNames.flatMap((kind) =>
    rows[kind].filter((row) => !kinds[kind].safeParse(row).success).map((row) => `${kind} ${row.id}`),
  )
  expect(wrong).toEqual([])
  expect(rows.touchpoint.filter((row) => !parseData(row.kind, row.data).ok)).toEqual([])
})

test('the group has three sites, two brands, twelve people and four hundred customers, with cases in every hand', () => {
  expect([rows.site.length, rows.brand.length, rows.agent.length, rows.customer.length]).toEqual([3, 2, 12, CUSTOMERS])
  const open = rows.case.filter((row) => row.state === 'open')
  expect(open.filter((row) => row.owner === null)).toHaveLength(counts.waiting)
  expect(open.filter((row) => row.owner === agents.lena.id)).toHaveLength(counts.mine)
  expect(open).toHaveLength(counts.waiting + counts.mine + counts.colleagues)
  expect(rows.case.filter((row) => row.state === 'resolved')).toHaveLength(counts.resolved + 1)
})

test('the same moment gives the same group to the last byte, another moment another', () => {
  expect(JSON.stringify(population(now))).toBe(JSON.stringify(rows))
  expect(JSON.stringify(population(now + 86_400_000))).not.toBe(JSON.stringify(rows))
})

test('a sample that was cut short and is brought in again a little later writes over its own rows, not beside them', () => {
  const again = population(now + 7 * 60_000)
  for (const kind of kindNames) expect(again[kind].map((row) => row.id).sort()).toEqual(rows[kind].map((row) => row.id).sort())
})

test('no id, case number, VIN, plate, customer number or name is used twice', () => {
  const ids = kindNames.flatMap((kind) => rows[kind].map((row) => row.id))
  expect(new Set(ids).size).toBe(ids.length)
  const once = (values: readonly unknown[]) => expect(new Set(values).size).toBe(values.length)
  once(rows.case.map((row) => row.number))
  once(rows.vehicle.map((row) => row.vin))
  once(rows.vehicle.map((row) => row.plate))
  once(rows.customer.map((row) => row.name))
  once(rows.touchpoint.map((row) => `${row.source.source} ${row.source.id}`))
  const crm = by(rows.identity, (row) => row.value)
  expect([...crm.values()].filter((found) => new Set(found.map((row) => row.customer)).size > 1)).toEqual([])
})

test('every VIN has a right check digit, and a misread one has not', () => {
  expect(rows.vehicle.filter(({ vin }) => vin === null || checkDigit(vin) !== vin[8])).toEqual([])
  expect(checkDigit('1M8GDM9AXKP042788')).toBe('X')
  expect(checkDigit('1M8GDM9AXKP042789')).not.toBe('X')
})

test('nothing has happened after now, and nothing is older than its customer', () => {
  const seen = new Map(rows.party.map((row) => [row.id, row.firstSeenAt]))
  expect(rows.touchpoint.filter((row) => row.at > now || row.at < (seen.get(row.party) ?? now))).toEqual([])
  expect(rows.message.filter((row) => row.at > now)).toEqual([])
  expect(rows.consent.filter((row) => row.at > now || row.at < (seen.get(row.party) ?? now))).toEqual([])
})

test('an odometer only rises, and shows its last reading', () => {
  for (const [vehicle, list] of byVehicle) {
    const read = [...list].sort((a, b) => a.at - b.at).flatMap((row) => odometer(row) ?? [])
    expect(read).toEqual([...read].sort((a, b) => a - b))
    const car = rows.vehicle.find((row) => row.id === vehicle)
    if (car && read.length > 0) expect(car.odometerKm).toBe(read.at(-1))
  }
})

test('a car is tried before it is ordered, ordered before it is handed over, and repaired only after that', () => {
  const turned = [...byVehicle].flatMap(([vehicle, list]) => {
    if (vehicle === '') return []
    const [drive, order, handover] = ['test_drive_done', 'order_placed', 'handover_done'].map((kind) => first(list, kind))
    const work = list.filter((row) => ['workshop_visit', 'service_done', 'recall_done', 'roadside'].includes(row.kind)).map((row) => row.at)
    const owned = rows.vehicle.find((row) => row.id === vehicle)?.owners[0]?.from ?? Number.POSITIVE_INFINITY
    const story = [drive ?? order, order ?? handover, handover].filter((at) => at !== null && at !== undefined)
    const ordered = story.every((at, place) => place === 0 || at >= (story[place - 1] ?? 0))
    return ordered && work.every((at) => at >= owned) ? [] : [vehicle]
  })
  expect(turned).toEqual([])
})

test('a purchase goes from the look to the drive to the offer to the order, whatever became of it', () => {
  const turned = [...by(rows.touchpoint, (row) => row.opportunity)].flatMap(([opportunity, list]) => {
    const times = ['test_drive_booked', 'test_drive_done', 'quote_sent', 'order_placed']
      .map((kind) => first(list, kind))
      .filter((at) => at !== null)
    return opportunity === '' || times.every((at, place) => place === 0 || at > (times[place - 1] ?? 0)) ? [] : [opportunity]
  })
  expect(turned).toEqual([])
})

test('nobody’s visits to the website are known without their consent', () => {
  const given = new Map(rows.consent.filter((row) => row.purpose === 'journey' && row.state === 'given').map((row) => [row.party, row.at]))
  const unasked = [...byParty].filter(([, list]) =>
    list.some((row) => ['web_visit', 'config_saved', 'config_abandoned'].includes(row.kind) && row.at < (given.get(row.party) ?? 0)),
  )
  expect(unasked).toEqual([])
})

test('a thread is numbered without a gap in the order of its times, within its case, and its header counts it', () => {
  const threads = by(rows.message, (row) => row.case)
  for (const header of rows.case) {
    const thread = [...(threads.get(header.id) ?? [])].sort((a, b) => a.number - b.number)
    expect(thread.map((row) => row.number)).toEqual(thread.map((_, place) => place + 1))
    expect(thread.map((row) => row.at)).toEqual(thread.map((row) => row.at).sort((a, b) => a - b))
    expect(header.messages).toBe(thread.length)
    expect(thread[0]?.at).toBe(header.openedAt)
    expect((thread.at(-1)?.at ?? 0) <= (header.resolvedAt ?? now)).toBe(true)
    expect(thread.findLast((row) => row.kind === 'said')?.text.startsWith(header.preview?.replace(/…$/, '') ?? '?')).toBe(true)
    const answered = thread.findLastIndex((row) => row.author.kind === 'agent' && row.kind === 'said')
    const waiting = thread.slice(answered + 1).filter((row) => row.author.kind === 'customer')
    expect(header.unanswered).toBe(header.state === 'resolved' ? 0 : waiting.length)
    expect(header.waitingSince).toBe(header.state === 'resolved' ? null : (waiting[0]?.at ?? null))
  }
})

test('no two cases begin with the same words, and no slot is left unfilled', () => {
  const opening = rows.message.filter((row) => row.number === 1).map((row) => row.text)
  expect(new Set(opening).size).toBe(opening.length)
  const texts = [...rows.message.map((row) => row.text), ...rows.commitment.flatMap((row) => [row.text, row.evidence ?? ''])]
  expect(texts.filter((text) => /[{}]|undefined|null|\s{2}/.test(text))).toEqual([])
})

test('promises are kept, still open, and broken', () => {
  const kept = rows.commitment.filter((row) => row.state === 'kept')
  expect(kept.filter((row) => row.evidence === null || (row.closedAt ?? 0) < row.madeAt)).toEqual([])
  expect(kept.filter((row) => !broken(row, now)).length).toBeGreaterThan(20)
  expect(rows.commitment.filter((row) => row.state === 'open' && row.dueAt > now).length).toBeGreaterThan(3)
  expect(rows.commitment.filter((row) => broken(row, now)).length).toBeGreaterThan(5)
})
