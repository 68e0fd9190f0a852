import { z } from 'zod'
import { Money } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** The deposit for an order was paid. */
export const depositPaid = touchpointKind({
  kind: 'deposit_paid',
  data: z.strictObject({ amount: Money }),
  stage: 'order',
  way: 'event',
  icon: 'banknote',
  title: /*i18n*/ { id: 'touchpoint.deposit_paid', message: 'Deposit paid: {amount}' },
  detail: null,
  shows: { amount: 'money' },
  work: false,
})
