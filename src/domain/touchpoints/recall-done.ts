import { z } from 'zod'
import { Line } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** The work of a safety campaign was carried out. */
export const recallDone = touchpointKind({
  kind: 'recall_done',
  data: z.strictObject({ code: Line, title: Line }),
  stage: 'own',
  way: 'event',
  icon: 'shield-check',
  title: /*i18n*/ { id: 'touchpoint.recall_done', message: 'Recall {code} carried out' },
  detail: /*i18n*/ { id: 'touchpoint.recall_done.detail', message: '{title}' },
  work: true,
})
