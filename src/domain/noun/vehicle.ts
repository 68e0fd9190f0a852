import { z } from 'zod'
import { BrandId, PartyId, VehicleId } from '../id.ts'
import { Instant, Line } from '../value.ts'

/** Who had the car and when: cars are resold, so a VIN never belongs to a person for ever. */
export const Ownership = z.strictObject({ party: PartyId, from: Instant, to: Instant.nullable() })
export type Ownership = z.infer<typeof Ownership>

/** A recall campaign that may affect this car. */
export const Recall = z.strictObject({ code: Line, title: Line, doNotDrive: z.boolean(), doneAt: Instant.nullable() })
export type Recall = z.infer<typeof Recall>

/** A car, by VIN where we have it. */
export const Vehicle = z.strictObject({
  id: VehicleId,
  vin: z
    .string()
    .regex(/^[A-HJ-NPR-Z0-9]{17}$/)
    .nullable(),
  plate: Line.nullable(),
  brand: BrandId.nullable(),
  model: Line,
  year: z.int().min(1900).max(2100).nullable(),
  odometerKm: z.int().min(0).max(5_000_000).nullable(),
  warrantyUntil: Instant.nullable(),
  nextServiceAt: Instant.nullable(),
  contractEndsAt: Instant.nullable(),
  owners: z.array(Ownership).min(1).max(50),
  recalls: z.array(Recall).max(50),
})
export type Vehicle = z.infer<typeof Vehicle>
