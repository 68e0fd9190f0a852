import { z } from 'zod'
import { BrandId } from '../id.ts'
import { Line } from '../value.ts'

/** A maker's marque that a site sells or services. */
export const Brand = z.strictObject({ id: BrandId, name: Line })
export type Brand = z.infer<typeof Brand>
