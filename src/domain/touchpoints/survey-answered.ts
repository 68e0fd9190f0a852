import { z } from 'zod'
import { Line } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** A survey was answered: its score on its own scale, and what they added. */
export const surveyAnswered = touchpointKind({
  kind: 'survey_answered',
  data: z.strictObject({
    survey: z.enum(['csat', 'nps', 'ces', 'servqual']),
    score: z.number().min(0).max(100),
    best: z.number().min(1).max(100),
    words: Line.nullable(),
  }),
  stage: null,
  way: 'inbound',
  icon: 'message-square-heart',
  title: /*i18n*/ { id: 'touchpoint.survey_answered', message: 'Survey: {score} of {best}' },
  detail: /*i18n*/ { id: 'touchpoint.survey_answered.detail', message: '{words}' },
  work: false,
})
