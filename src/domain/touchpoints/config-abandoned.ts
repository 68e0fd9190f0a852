import { z } from 'zod'
import { Line } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** A configuration was begun and left, at a step we know. */
export const configAbandoned = touchpointKind({
  kind: 'config_abandoned',
  data: z.strictObject({ model: Line, step: Line }),
  stage: 'configure',
  way: 'inbound',
  icon: 'circle-dashed',
  title: /*i18n*/ { id: 'touchpoint.config_abandoned', message: 'Left a configuration: {model}' },
  detail: /*i18n*/ { id: 'touchpoint.config_abandoned.detail', message: 'Stopped at {step}' },
  page: true,
  work: false,
})
