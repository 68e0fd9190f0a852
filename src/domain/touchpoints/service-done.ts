import { z } from 'zod'
import { Km, Line, Money } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** A planned service was carried out. */
export const serviceDone = touchpointKind({
  kind: 'service_done',
  data: z.strictObject({ service: Line, odometerKm: Km.nullable(), total: Money.nullable() }),
  stage: 'own',
  way: 'event',
  icon: 'circle-check',
  title: /*i18n*/ { id: 'touchpoint.service_done', message: 'Service done: {service}' },
  detail: /*i18n*/ { id: 'touchpoint.service_done.detail', message: '{total}' },
  shows: { odometerKm: 'km', total: 'money' },
  work: true,
})
