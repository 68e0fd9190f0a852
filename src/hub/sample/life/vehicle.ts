import type { Row } from '../../../domain/kind.ts'
import { type Car, reading } from '../car.ts'
import type { Happening } from '../happening.ts'
import type { Pen } from '../pen.ts'
import { DAY } from '../wall-clock.ts'

interface Held {
  readonly car: Car
  readonly recalls: Row<'vehicle'>['recalls']
  readonly soldAt: number | null
}

/** When somebody last read this car's odometer. */
function lastRead(log: readonly Happening[], car: Car): number {
  const reads = log.flatMap((entry) => {
    if ('row' in entry) return []
    const { vehicle, data } = entry.args as { vehicle?: string; data?: { odometerKm?: number } }
    return vehicle === car.id && typeof data?.odometerKm === 'number' ? [entry.at] : []
  })
  return Math.max(car.from, ...reads)
}

/** When the car was last serviced by us, or came to its owner. */
export const lastService = (log: readonly Happening[], car: Car): number =>
  Math.max(
    car.from,
    ...log.flatMap((entry) => ('row' in entry || entry.args.kind !== 'service_done' || entry.args.vehicle !== car.id ? [] : [entry.at])),
  )

/** Puts the car into its owner's hands; to be called when its life is told, so that it knows its last reading and service. */
export function acquired(pen: Pen, { car, recalls, soldAt }: Held): void {
  const { id, vin, plate, year, model, warrantyUntil, contractEndsAt } = car
  pen.put(car.from, {
    kind: 'vehicle',
    row: {
      id,
      vin,
      plate,
      brand: model.brand.id,
      model: model.name,
      year,
      odometerKm: reading(car, lastRead(pen.log, car)),
      warrantyUntil,
      nextServiceAt: soldAt === null ? lastService(pen.log, car) + 365 * DAY : null,
      contractEndsAt,
      owners: [{ party: pen.person.party, from: car.from, to: soldAt }],
      recalls,
    },
  })
}
