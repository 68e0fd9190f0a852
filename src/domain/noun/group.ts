import { z } from 'zod'
import { GroupId } from '../id.ts'
import { Line } from '../value.ts'

/** A dealer group: the tenant. Its id is in every key. */
export const Group = z.strictObject({ id: GroupId, name: Line })
export type Group = z.infer<typeof Group>
