import { z } from 'zod'
import { Line } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** A safety campaign that may affect the car was announced to its owner. */
export const recallNotice = touchpointKind({
  kind: 'recall_notice',
  data: z.strictObject({ code: Line, title: Line, doNotDrive: z.boolean() }),
  stage: null,
  way: 'outreach',
  icon: 'triangle-alert',
  title: /*i18n*/ { id: 'touchpoint.recall_notice', message: 'Recall {code}: {title}' },
  detail: null,
  work: false,
})
