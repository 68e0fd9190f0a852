import { z } from 'zod'
import { Instant, Line, Money } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** A price was offered in writing, until a day. */
export const quoteSent = touchpointKind({
  kind: 'quote_sent',
  data: z.strictObject({ model: Line, price: Money, validUntil: Instant.nullable() }),
  stage: 'evaluate',
  way: 'outreach',
  icon: 'file-text',
  title: /*i18n*/ { id: 'touchpoint.quote_sent', message: 'Quote for {model}: {price}' },
  detail: /*i18n*/ { id: 'touchpoint.quote_sent.detail', message: 'Valid until {validUntil}' },
  shows: { price: 'money', validUntil: 'day' },
  work: false,
})
