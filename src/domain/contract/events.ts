import '../jitless.ts'
import { z } from 'zod'
import { Line } from '../value.ts'

/** The door's event types: `net.forecourt.touchpoint.<kind>.v1`. */
export const EVENT_TYPE = /^net\.forecourt\.touchpoint\.([a-z_]{2,40})\.v1$/

/**
 * A touchpoint as other systems tell it (CloudEvents 1.0, JSON format). `time` is when it happened; `subject` is
 * `customer/<CRM number>` or `party/<id>`. The same source and id told again changes nothing.
 */
export const CloudEvent = z.object({
  specversion: z.literal('1.0'),
  id: Line,
  source: Line,
  type: z.string().regex(EVENT_TYPE, 'Types look like net.forecourt.touchpoint.web_visit.v1'),
  subject: z.string().regex(/^(customer|party)\/.{1,100}$/, 'customer/<your number> or party/<id>'),
  time: z.iso.datetime({ offset: true }),
  datacontenttype: z.literal('application/json').optional(),
  data: z.record(z.string().max(60), z.json()),
  /** Which of the customer's cars, by VIN or plate. */
  vehiclekey: Line.optional(),
})
export type CloudEvent = z.infer<typeof CloudEvent>

export const CloudEvents = z.union([CloudEvent, z.array(CloudEvent).min(1).max(100)])
