import { z } from 'zod'
import { Km, Line } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** The keys changed hands. */
export const handoverDone = touchpointKind({
  kind: 'handover_done',
  data: z.strictObject({ model: Line, by: Line.nullable(), odometerKm: Km.nullable() }),
  stage: 'handover',
  way: 'event',
  icon: 'key-round',
  title: /*i18n*/ { id: 'touchpoint.handover_done', message: 'Handover: {model}' },
  detail: /*i18n*/ { id: 'touchpoint.handover_done.detail', message: 'Handed over by {by}' },
  shows: { odometerKm: 'km' },
  work: true,
})
