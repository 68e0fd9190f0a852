import { z } from 'zod'
import { Line } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** A test drive was driven; what was said after it, in their words. */
export const testDriveDone = touchpointKind({
  kind: 'test_drive_done',
  data: z.strictObject({ model: Line, remark: Line.nullable() }),
  stage: 'evaluate',
  way: 'event',
  icon: 'car',
  title: /*i18n*/ { id: 'touchpoint.test_drive_done', message: 'Test drive: {model}' },
  detail: /*i18n*/ { id: 'touchpoint.test_drive_done.detail', message: '{remark}' },
  work: false,
})
