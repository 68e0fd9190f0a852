import { z } from 'zod'
import { Line, Topic } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** A part that was waited for has come. */
export const partArrived = touchpointKind({
  kind: 'part_arrived',
  data: z.strictObject({ part: Line, topic: Topic.nullable() }),
  stage: null,
  way: 'event',
  icon: 'package-check',
  title: /*i18n*/ { id: 'touchpoint.part_arrived', message: 'Part arrived: {part}' },
  detail: null,
  work: false,
})
