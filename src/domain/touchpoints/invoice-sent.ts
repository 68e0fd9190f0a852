import { z } from 'zod'
import { Line, Money } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** An invoice went out; what was estimated before it, where an estimate was given. */
export const invoiceSent = touchpointKind({
  kind: 'invoice_sent',
  data: z.strictObject({ number: Line, total: Money, estimate: Money.nullable(), about: Line }),
  stage: null,
  way: 'outreach',
  icon: 'receipt',
  title: /*i18n*/ { id: 'touchpoint.invoice_sent', message: 'Invoice {number}: {total}' },
  detail: /*i18n*/ { id: 'touchpoint.invoice_sent.detail', message: '{about}' },
  shows: { total: 'money', estimate: 'money' },
  work: true,
})
