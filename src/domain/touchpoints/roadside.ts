import { z } from 'zod'
import { Line, Topic } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** The car broke down and roadside help was called. */
export const roadside = touchpointKind({
  kind: 'roadside',
  data: z.strictObject({ fault: Line, place: Line.nullable(), topic: Topic.nullable(), towed: z.boolean() }),
  stage: 'own',
  way: 'event',
  icon: 'truck',
  title: /*i18n*/ { id: 'touchpoint.roadside', message: 'Breakdown: {fault}' },
  detail: /*i18n*/ { id: 'touchpoint.roadside.detail', message: 'At {place}' },
  work: true,
})
