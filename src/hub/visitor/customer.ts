import type { PartyId } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import { inTurn, only, rowOf } from '../intake/rows.ts'
import type { View } from '../store/store.ts'

/** Whose threads a visitor may see: their own party, and where a site vouched for them the others of the same customer. */
export type Kin = {
  /** Null until they say or allow something: who only looks is nobody. */
  readonly party: Row<'party'> | null
  readonly parties: readonly PartyId[]
}

export async function kinOf(view: View, id: PartyId): Promise<Kin> {
  const party = await rowOf(view, 'party', id)
  const customer = party?.customer ? await rowOf(view, 'customer', party.customer) : null
  return { party, parties: customer ? [...new Set([id, ...customer.parties])] : [id] }
}

/** All chat cases of these parties, newest first. */
export async function chatsOf(view: View, parties: readonly PartyId[]): Promise<readonly Row<'case'>[]> {
  const found = await inTurn(parties, (key) => view.find({ lookup: 'case.ofParty', key }))
  const chats = only(found.flat(), 'case').filter(({ channel }) => channel === 'chat')
  return [...chats].sort((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? 1 : -1))
}
