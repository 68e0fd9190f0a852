import { z } from 'zod'
import { CustomerId, PartyId } from '../id.ts'
import { Line } from '../value.ts'

/** A person or firm as one: a set of parties. Only membership lives here. */
export const Customer = z.strictObject({ id: CustomerId, name: Line, parties: z.array(PartyId).min(1).max(200) })
export type Customer = z.infer<typeof Customer>
