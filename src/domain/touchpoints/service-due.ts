import { z } from 'zod'
import { Instant, Line } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** A service falls due on a day, by date or by distance. */
export const serviceDue = touchpointKind({
  kind: 'service_due',
  data: z.strictObject({ service: Line, dueAt: Instant }),
  stage: 'own',
  way: 'event',
  icon: 'calendar-days',
  title: /*i18n*/ { id: 'touchpoint.service_due', message: 'Service due: {service}' },
  detail: /*i18n*/ { id: 'touchpoint.service_due.detail', message: 'Due {dueAt}' },
  shows: { dueAt: 'day' },
  work: false,
})
