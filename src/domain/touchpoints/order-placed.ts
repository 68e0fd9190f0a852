import { z } from 'zod'
import { Instant, Line, Money } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** A car was ordered. */
export const orderPlaced = touchpointKind({
  kind: 'order_placed',
  data: z.strictObject({ model: Line, price: Money.nullable(), expectedAt: Instant.nullable() }),
  stage: 'order',
  way: 'event',
  icon: 'file-signature',
  title: /*i18n*/ { id: 'touchpoint.order_placed', message: 'Ordered {model}' },
  detail: /*i18n*/ { id: 'touchpoint.order_placed.detail', message: 'Expected {expectedAt}' },
  shows: { price: 'money', expectedAt: 'day' },
  work: false,
})
