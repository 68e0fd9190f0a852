import { z } from 'zod'
import { Line } from '../value.ts'
import { touchpointKind } from './kind.ts'

/** A telephone call, whoever rang; logged by hand until telephony exists. `way` in its data says which way it went. */
export const call = touchpointKind({
  kind: 'call',
  data: z.strictObject({ way: z.enum(['inbound', 'outreach']), outcome: z.enum(['answered', 'missed', 'voicemail']), about: Line }),
  stage: null,
  way: 'inbound',
  icon: 'phone',
  title: /*i18n*/ { id: 'touchpoint.call', message: '{outcome, select, missed {Missed call} voicemail {Voicemail} other {Call}}: {about}' },
  detail: null,
  work: false,
})
