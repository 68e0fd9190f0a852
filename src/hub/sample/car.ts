import { uuidv7, type VehicleId, VehicleId as Vehicles } from '../../domain/id.ts'
import type { Dice } from './dice.ts'
import { EPOCH } from './epoch.ts'
import type { Model } from './models.ts'
import { plate, vin } from './registration.ts'
import { DAY } from './wall-clock.ts'

/** A car of the sample. Its odometer is a line that only rises, so no two readings can contradict each other. */
export interface Car {
  readonly id: VehicleId
  readonly model: Model
  readonly vin: string
  readonly plate: string
  readonly year: number
  /** When its present owner got it, and what the odometer showed then. */
  readonly from: number
  readonly startKm: number
  readonly kmPerDay: number
  readonly warrantyUntil: number | null
  readonly contractEndsAt: number | null
}

/** What the odometer showed at a moment. */
export const reading = (car: Car, at: number): number => car.startKm + Math.floor((Math.max(0, at - car.from) / DAY) * car.kmPerDay)

interface Made {
  readonly model: Model
  readonly from: number
  readonly country: 'de' | 'gb'
  /** Years the car was on the road before this owner had it. */
  readonly age: number
  /** Months of the lease or finance, where it is not simply owned. */
  readonly months: number | null
}

const years = (count: number): number => Math.round(count * 365.25 * DAY)

/** A car as it comes into somebody's hands. */
export function car({ model, from, country, age, months }: Made, dice: Dice): Car {
  const registered = from - years(age)
  const kmPerDay = dice.between(17, 62)
  return {
    id: Vehicles.parse(uuidv7(EPOCH, dice.bytes(10))),
    model,
    vin: vin(model.maker, new Date(registered).getUTCFullYear(), dice),
    plate: plate(country, registered, dice),
    year: new Date(registered).getUTCFullYear(),
    from,
    startKm: age === 0 ? dice.between(6, 34) : Math.round(age * 365 * dice.between(20, 48)) + dice.between(40, 900),
    kmPerDay,
    warrantyUntil: registered + years(model.power === 'electric' ? 5 : 3),
    contractEndsAt: months === null ? null : from + Math.round(months * 30.44 * DAY),
  }
}
