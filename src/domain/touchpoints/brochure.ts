import { z } from 'zod'
import { Line } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** A brochure or price list was asked for. */
export const brochure = touchpointKind({
  kind: 'brochure',
  data: z.strictObject({ model: Line, format: z.enum(['download', 'post']) }),
  stage: 'configure',
  way: 'inbound',
  icon: 'book-open',
  title: /*i18n*/ { id: 'touchpoint.brochure', message: 'Asked for the brochure: {model}' },
  detail: null,
  page: true,
  work: false,
})
