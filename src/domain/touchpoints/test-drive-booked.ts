import { z } from 'zod'
import { Instant, Line } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** A test drive has a date. */
export const testDriveBooked = touchpointKind({
  kind: 'test_drive_booked',
  data: z.strictObject({ model: Line, startsAt: Instant }),
  stage: 'evaluate',
  way: 'inbound',
  icon: 'calendar-check',
  title: /*i18n*/ { id: 'touchpoint.test_drive_booked', message: 'Test drive booked: {model}' },
  detail: /*i18n*/ { id: 'touchpoint.test_drive_booked.detail', message: '{startsAt}' },
  shows: { startsAt: 'moment' },
  work: false,
})
