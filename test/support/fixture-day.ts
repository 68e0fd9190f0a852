import type { Results } from '../../src/domain/contract/query.ts'
import type { KindRow } from '../../src/domain/kind.ts'
import { slotsOf } from '../../src/domain/rules/slots.ts'
import type { MemoryTx } from './memory-tx.ts'
import { anId, appointment, commitment, DAY, HOUR, held, ids, MINUTE, NOW, resource, vehicle } from './rows.ts'

const guest = (n: number, more: Parameters<typeof appointment>[0]): KindRow =>
  held('appointment', appointment({ id: anId(0x4100 + n), ...more }))

/** A Thursday at the dealership, seen at two in the afternoon. */
export const day: readonly KindRow[] = [
  held(
    'resource',
    resource({
      name: 'Workshop ramp 1',
      openings: [
        { from: NOW - 5 * HOUR, to: NOW + 4 * HOUR },
        { from: NOW + 19 * HOUR, to: NOW + 28 * HOUR },
      ],
    }),
  ),
  held(
    'resource',
    resource({
      id: anId(0x4001),
      name: 'Test drive: Tarn 5',
      purposes: ['test-drive'],
      slotMinutes: 45,
      openings: [{ from: NOW - 4 * HOUR, to: NOW + 4 * HOUR }],
    }),
  ),
  held(
    'vehicle',
    vehicle({ id: anId(0x8003), plate: 'HH-TW 31', model: 'Tarn H', owners: [{ party: anId(0x6003), from: NOW - 900 * DAY, to: null }] }),
  ),
  guest(1, {
    party: anId(0x6009),
    customerName: 'Samir Haddad',
    vehicle: null,
    startsAt: NOW - 4 * HOUR,
    state: 'arrived',
    closedAt: NOW - 4 * HOUR + 5 * MINUTE,
  }),
  guest(2, {
    party: anId(0x6003),
    customerName: 'Tomasz Wiśniewski',
    vehicle: anId(0x8003),
    purpose: 'visit',
    startsAt: NOW - 30 * MINUTE,
    note: 'Trade-in: brings both keys and the service book',
  }),
  guest(3, {
    party: anId(0x600a),
    customerName: 'Gesa Petersen',
    vehicle: null,
    purpose: 'test-drive',
    resource: anId(0x4001),
    startsAt: NOW + 30 * MINUTE,
  }),
  guest(4, { startsAt: NOW + 3 * HOUR }),
  guest(5, { party: anId(0x6002), customerName: 'Familie Sandhöfer', vehicle: null, purpose: 'handover', startsAt: NOW + 20 * HOUR }),
  held(
    'commitment',
    commitment({
      id: anId(0x4201),
      party: anId(0x6000),
      vehicle: null,
      owner: ids.lena,
      ownerName: 'Lena Vogt',
      text: 'Ring with the answer of the workshop',
      dueAt: NOW + 2 * HOUR,
    }),
  ),
]

/** The slots of a stretch of time, for a purpose. */
export function slotsIn(
  tx: MemoryTx,
  { purpose, from, to }: { readonly purpose: string; readonly from: number; readonly to: number },
): Results['slots'] {
  const slots = tx
    .of('resource')
    .filter((row) => row.purposes.some((one) => one === purpose))
    .flatMap((row) => slotsOf(row, tx.of('appointment'), { from, to }).map((slot) => ({ ...slot, name: row.name })))
  return { slots, asOf: NOW - 12 * MINUTE }
}

/** A dealership's day out of rows in memory. */
export function todayIn(tx: MemoryTx, { from, to }: { readonly from: number; readonly to: number }): Results['today'] {
  const open = tx.of('commitment').filter((row) => row.state === 'open' && row.dueAt < to)
  const expected = tx
    .of('appointment')
    .filter((row) => row.startsAt >= from && row.startsAt < to)
    .sort((a, b) => a.startsAt - b.startsAt)
    .map((row) => {
      const car = row.vehicle === null ? null : tx.get('vehicle', row.vehicle)
      const said = tx.of('message').filter((one) => one.party === row.party && one.kind === 'said')
      return {
        appointment: row,
        party: tx.get('party', row.party),
        vehicle: car,
        openCases: tx.of('case').filter((one) => one.party === row.party && one.state === 'open').length,
        promisesDue: open.filter((one) => one.party === row.party).length,
        recalls: car?.recalls.filter((recall) => recall.doneAt === null).length ?? 0,
        lastContactAt: said.length === 0 ? null : Math.max(...said.map(({ at }) => at)),
      }
    })
  const cases = tx.of('case').filter((row) => row.owner === ids.lena && row.state === 'open')
  return { expected, promises: open, cases, whole: true }
}
