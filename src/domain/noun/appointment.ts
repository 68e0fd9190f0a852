import { z } from 'zod'
import { AgentId, AppointmentId, CaseId, PartyId, ResourceId, SiteId, VehicleId } from '../id.ts'
import { Instant, Line, Origin } from '../value.ts'
import { Purpose } from './resource.ts'

/** A customer is expected: who, when, for what, and what became of it. */
export const Appointment = z.strictObject({
  id: AppointmentId,
  party: PartyId,
  site: SiteId,
  resource: ResourceId,
  purpose: Purpose,
  startsAt: Instant,
  minutes: z.int().min(5).max(480),
  vehicle: VehicleId.nullable(),
  case: CaseId.nullable(),
  customerName: Line.nullable(),
  note: Line.nullable(),
  state: z.enum(['booked', 'arrived', 'missed', 'cancelled']),
  bookedBy: AgentId,
  bookedByName: Line,
  bookedAt: Instant,
  closedAt: Instant.nullable(),
  reason: Line.nullable(),
  origin: Origin,
})
export type Appointment = z.infer<typeof Appointment>
