import { z } from 'zod'
import { Instant, Line } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** The day an ordered car is expected has moved. */
export const etaChanged = touchpointKind({
  kind: 'eta_changed',
  data: z.strictObject({ from: Instant, to: Instant, reason: Line.nullable() }),
  stage: 'await',
  way: 'event',
  icon: 'calendar-clock',
  title: /*i18n*/ { id: 'touchpoint.eta_changed', message: 'Delivery moved to {to}' },
  detail: /*i18n*/ { id: 'touchpoint.eta_changed.detail', message: '{reason}' },
  shows: { from: 'day', to: 'day' },
  work: false,
})
