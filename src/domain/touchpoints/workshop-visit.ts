import { z } from 'zod'
import { Instant, Km, Line, Topic } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** The car was in the workshop: what for, what was done, and until when it was away. */
export const workshopVisit = touchpointKind({
  kind: 'workshop_visit',
  data: z.strictObject({
    concern: Line,
    done: Line,
    topic: Topic,
    odometerKm: Km.nullable(),
    days: z.int().min(0).max(1_000),
    until: Instant,
    warranty: z.boolean(),
  }),
  stage: 'own',
  way: 'event',
  icon: 'wrench',
  title: /*i18n*/ { id: 'touchpoint.workshop_visit', message: 'Workshop: {concern}' },
  detail: /*i18n*/ { id: 'touchpoint.workshop_visit.detail', message: '{done}' },
  shows: { odometerKm: 'km', until: 'moment' },
  work: true,
})
