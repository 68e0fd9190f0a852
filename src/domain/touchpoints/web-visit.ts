import { z } from 'zod'
import { Line } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** A page of a dealer's site was looked at, with consent. */
export const webVisit = touchpointKind({
  kind: 'web_visit',
  data: z.strictObject({ page: Line, model: Line.nullable() }),
  stage: 'discover',
  way: 'inbound',
  icon: 'globe',
  title: /*i18n*/ { id: 'touchpoint.web_visit', message: 'Looked at {page}' },
  detail: null,
  page: true,
  work: false,
})
