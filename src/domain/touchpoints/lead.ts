import { z } from 'zod'
import { Line } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** A lead came in: from a form, a marketplace or a maker. */
export const lead = touchpointKind({
  kind: 'lead',
  data: z.strictObject({ model: Line, from: Line, wish: Line.nullable() }),
  stage: 'evaluate',
  way: 'inbound',
  icon: 'user-plus',
  title: /*i18n*/ { id: 'touchpoint.lead', message: 'Lead for {model} from {from}' },
  detail: /*i18n*/ { id: 'touchpoint.lead.detail', message: '{wish}' },
  work: false,
})
