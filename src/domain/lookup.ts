import type { Kind, KindRow, Row } from './kind.ts'

/** What makes a touchpoint the same one told twice: who it is about, who tells it, and under which id of theirs. */
export const sourceKey = ({ party, source }: Pick<Row<'touchpoint'>, 'party' | 'source'>): string =>
  JSON.stringify([party, source.source, source.id])

/** What makes two appointments want the same place: what they are made with, and when. */
export const slotKey = ({ resource, startsAt }: Pick<Row<'appointment'>, 'resource' | 'startsAt'>): string => `${resource} ${startsAt}`

/** Whoever is expected or has come holds their slot; who missed it or cancelled does not. */
export const holdsSlot = ({ state }: Pick<Row<'appointment'>, 'state'>): boolean => state === 'booked' || state === 'arrived'

/**
 * The questions a command may ask beside "the row with this id". Each names the kind it answers with and the keys under
 * which a row of that kind is found. What a command asks is guarded by its roots (`command.ts`), so no answer changes mid-command.
 */
export const lookups = {
  'case.ofParty': { kind: 'case', keys: (row: Row<'case'>) => [row.party] },
  'vehicle.ofParty': { kind: 'vehicle', keys: (row: Row<'vehicle'>) => row.owners.map((owner) => owner.party) },
  'identity.ofKey': { kind: 'identity', keys: (row: Row<'identity'>) => [`${row.key}:${row.value.toLowerCase()}`] },
  'consent.ofParty': { kind: 'consent', keys: (row: Row<'consent'>) => [row.party] },
  'touchpoint.ofSource': { kind: 'touchpoint', keys: (row: Row<'touchpoint'>) => [sourceKey(row)] },
  'appointment.ofSlot': { kind: 'appointment', keys: (row: Row<'appointment'>) => (holdsSlot(row) ? [slotKey(row)] : []) },
  'attachment.ofHash': { kind: 'attachment', keys: (row: Row<'attachment'>) => [row.sha256] },
} as const satisfies { [name: string]: { kind: Kind; keys: (row: never) => readonly string[] } }

export type Lookup = keyof typeof lookups
export type Found<L extends Lookup> = Row<(typeof lookups)[L]['kind']>

export const lookupNames = Object.keys(lookups) as readonly Lookup[]

/** The entries of a row in the lookups' index, as `lookup key` pairs: a pure function of the row, like its scopes. */
export function lookupsOf({ kind, row }: KindRow): readonly { readonly lookup: Lookup; readonly key: string }[] {
  const entries = (lookup: Lookup, keys: readonly string[]) => [...new Set(keys)].map((key) => ({ lookup, key }))
  if (kind === 'case') return entries('case.ofParty', lookups['case.ofParty'].keys(row))
  if (kind === 'vehicle') return entries('vehicle.ofParty', lookups['vehicle.ofParty'].keys(row))
  if (kind === 'identity') return entries('identity.ofKey', lookups['identity.ofKey'].keys(row))
  if (kind === 'consent') return entries('consent.ofParty', lookups['consent.ofParty'].keys(row))
  if (kind === 'touchpoint') return entries('touchpoint.ofSource', lookups['touchpoint.ofSource'].keys(row))
  if (kind === 'appointment') return entries('appointment.ofSlot', lookups['appointment.ofSlot'].keys(row))
  if (kind === 'attachment') return entries('attachment.ofHash', lookups['attachment.ofHash'].keys(row))
  return []
}
