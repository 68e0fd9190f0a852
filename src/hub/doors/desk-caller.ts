import type { Row } from '../../domain/kind.ts'
import { readTicket } from '../auth/tickets.ts'
import type { Vault } from '../auth/vault.ts'
import type { Caller } from './door.ts'
import type { Reference } from './reference.ts'

export type DeskCallerOptions = {
  readonly vault: Pick<Vault, 'live'>
  readonly key: Uint8Array
  readonly now: () => number
  readonly reference: Pick<Reference, 'agent'>
}

/** The agent whose access token is shown: good now, of a sign-in that goes on, of somebody who still works here. */
export async function deskCaller(
  { key, now, vault, reference }: DeskCallerOptions,
  { bearer }: Pick<Caller, 'bearer'>,
): Promise<Row<'agent'> | null> {
  const ticket = readTicket(key, bearer ?? '', now())
  if (!ticket || !(await vault.live([ticket.session], now())).has(ticket.session)) return null
  const agent = await reference.agent(ticket.agent)
  return agent?.active ? agent : null
}
