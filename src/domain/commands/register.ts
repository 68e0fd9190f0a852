import { z } from 'zod'
import { mayAt } from '../actor.ts'
import { command } from '../command.ts'
import { BrandId, PartyId, SiteId, VehicleId } from '../id.ts'
import { ContactPoint } from '../noun/party.ts'
import { Vehicle } from '../noun/vehicle.ts'
import { refuse } from '../refusal.ts'
import { Language, Line } from '../value.ts'

const Car = z.strictObject({
  id: VehicleId,
  brand: BrandId.nullable(),
  model: Line,
  plate: Line.nullable(),
  vin: Vehicle.shape.vin,
  year: Vehicle.shape.year,
})

const WalkIn = z.strictObject({
  party: PartyId,
  site: SiteId,
  name: Line,
  language: Language,
  contacts: z.array(ContactPoint.omit({ verified: true })).max(10),
  vehicle: Car.nullable(),
})
type WalkIn = z.infer<typeof WalkIn>

/** Somebody we do not know yet stands at the desk: who they are by their own word, how to reach them, and their car. */
export const register = command<WalkIn>({
  name: 'party.register',
  version: 1,
  args: WalkIn,
  roots: ({ party }) => [party],
  reads: ({ party, vehicle }) => [
    { kind: 'party', id: party },
    ...(vehicle ? [{ kind: 'vehicle' as const, id: vehicle.id }] : []),
    ...(vehicle?.brand ? [{ kind: 'brand' as const, id: vehicle.brand }] : []),
  ],
  apply(tx, args, { actor, at }) {
    const { party: id, site, name, language, vehicle } = args
    if (actor.kind !== 'agent' || !mayAt(actor, site, 'agent')) return refuse('not-found', { field: 'site' })
    if (tx.get('party', id)) return refuse('already-exists', { field: 'party' })
    const contacts = args.contacts.map((point) => ({ ...point, verified: false }))
    const rest = { customer: null, prefers: null, place: null, firstSeenAt: at, origin: 'live' as const }
    tx.put('party', { id, name, language, sites: [site], contacts, ...rest })
    if (!vehicle) return null
    if (tx.get('vehicle', vehicle.id)) return refuse('already-exists', { field: 'vehicle' })
    if (vehicle.brand && !tx.get('brand', vehicle.brand)) return refuse('not-found', { field: 'vehicle.brand' })
    const unknown = { odometerKm: null, warrantyUntil: null, nextServiceAt: null, contractEndsAt: null, recalls: [] }
    tx.put('vehicle', { ...vehicle, ...unknown, owners: [{ party: id, from: at, to: null }] })
    return null
  },
})
