import { z } from 'zod'
import { Channel, Line } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** A message we sent unasked: outreach, not an answer. */
export const messageSent = touchpointKind({
  kind: 'message_sent',
  data: z.strictObject({ title: Line, purpose: z.enum(['sales', 'service', 'safety']), channel: Channel }),
  stage: null,
  way: 'outreach',
  icon: 'send',
  title: /*i18n*/ { id: 'touchpoint.message_sent', message: 'Sent: {title}' },
  detail: null,
  work: false,
})
