import { z } from 'zod'
import { Instant } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** A lease or finance contract comes to its end on a day. */
export const contractEnding = touchpointKind({
  kind: 'contract_ending',
  data: z.strictObject({ contract: z.enum(['lease', 'finance']), endsAt: Instant }),
  stage: 'renew',
  way: 'event',
  icon: 'hourglass',
  title: /*i18n*/ {
    id: 'touchpoint.contract_ending',
    message: '{contract, select, lease {Lease ends} other {Finance ends}} {endsAt}',
  },
  detail: null,
  shows: { endsAt: 'day' },
  work: false,
})
