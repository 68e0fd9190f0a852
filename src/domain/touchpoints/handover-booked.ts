import { z } from 'zod'
import { Instant, Line } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** The handover has a date; the car is still awaited. */
export const handoverBooked = touchpointKind({
  kind: 'handover_booked',
  data: z.strictObject({ model: Line, startsAt: Instant }),
  stage: 'await',
  way: 'event',
  icon: 'calendar-heart',
  title: /*i18n*/ { id: 'touchpoint.handover_booked', message: 'Handover booked: {model}' },
  detail: /*i18n*/ { id: 'touchpoint.handover_booked.detail', message: '{startsAt}' },
  shows: { startsAt: 'moment' },
  work: false,
})
