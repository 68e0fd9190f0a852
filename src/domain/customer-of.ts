import type { Tx } from './command.ts'
import type { PartyId, SiteId, VehicleId } from './id.ts'
import type { Row } from './kind.ts'

/** The parties that are one customer with this one; itself alone where it is nobody's yet. */
export function partiesWith(tx: Tx, party: Row<'party'>): readonly PartyId[] {
  const customer = party.customer === null ? null : tx.get('customer', party.customer)
  return customer ? customer.parties : [party.id]
}

/** What a customer is called: as the customer we know, else as this party gave it. */
export const nameOf = (tx: Tx, party: Row<'party'>): string | null =>
  (party.customer === null ? null : tx.get('customer', party.customer))?.name ?? party.name

/** A car of this customer's, had now or before; null where it is nobody's of theirs. */
export function carOf(tx: Tx, party: Row<'party'>, id: VehicleId): Row<'vehicle'> | null {
  const car = tx.get('vehicle', id)
  const members = partiesWith(tx, party)
  return car?.owners.some((owner) => members.includes(owner.party)) ? car : null
}

/** Whoever has something at a site is known there, else its agents could not see whom they talk to. */
export function meet(tx: Tx, party: Row<'party'>, site: SiteId): void {
  if (!party.sites.includes(site)) tx.put('party', { ...party, sites: [site, ...party.sites].slice(0, 50) })
}

/** What a case header says of its customer: the name, and the car where one is meant or only one is owned. */
export function headOf(tx: Tx, party: Row<'party'>, text: string): Pick<Row<'case'>, 'customerName' | 'vehicle'> {
  const customer = party.customer === null ? null : tx.get('customer', party.customer)
  const members = customer ? customer.parties : [party.id]
  const owned = members
    .flatMap((member) =>
      tx.find('vehicle.ofParty', member).map((vehicle) => ({ vehicle, own: vehicle.owners.find((o) => o.party === member) })),
    )
    .filter(({ own }) => own?.to === null)
    .sort((a, b) => (b.own?.from ?? 0) - (a.own?.from ?? 0))
    .map(({ vehicle }) => vehicle)
  const said = text.toLowerCase()
  const meant = owned.find((v) => said.includes(v.model.toLowerCase()) || (v.plate !== null && said.includes(v.plate.toLowerCase())))
  const vehicle = meant ?? owned[0] ?? null
  return { customerName: customer?.name ?? party.name, vehicle: vehicle && { id: vehicle.id, model: vehicle.model, plate: vehicle.plate } }
}
