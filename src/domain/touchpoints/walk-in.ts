import { z } from 'zod'
import { Line } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** Somebody came to the dealership without an appointment. */
export const walkIn = touchpointKind({
  kind: 'walk_in',
  data: z.strictObject({ reason: Line }),
  stage: 'evaluate',
  way: 'inbound',
  icon: 'door-open',
  title: /*i18n*/ { id: 'touchpoint.walk_in', message: 'Came in: {reason}' },
  detail: null,
  work: false,
})
