import { z } from 'zod'
import { CloudEvent, CloudEvents } from '../../domain/contract/events.ts'
import { problem } from '../../domain/contract/problem.ts'
import { type Said, unsaid } from '../auth/answer.ts'
import { hashOf } from '../auth/tickets.ts'
import { type TellOptions, tell, tellerOf } from '../intake/tell.ts'
import type { Admission } from './admission.ts'
import type { Caller, Door } from './door.ts'
import { readInput } from './read-input.ts'

const Accepted = z.strictObject({ accepted: z.int() })
const Batch = z.array(CloudEvent).min(1).max(100)

async function handle(options: TellOptions & { readonly admission: Admission }, body: unknown, { bearer }: Caller): Promise<Said<unknown>> {
  const teller = await tellerOf(options, bearer)
  if (bearer === null || !teller) return unsaid(problem(401, { detail: 'This door wants the key of an event source as bearer.' }))
  const admitted = options.admission.events(hashOf(bearer), teller.origin)
  if (!admitted.ok) return admitted
  // One schema at a time names the field at fault; a union could only say that neither fits.
  const events = Array.isArray(body)
    ? readInput(Batch, body)
    : readInput(
        CloudEvent.transform((event) => [event]),
        body,
      )
  return events.ok ? tell(options, events.value, teller) : events
}

/** Where other systems tell what happened on a journey. */
export const eventsDoor = (options: TellOptions & { readonly admission: Admission }): Door => ({
  method: 'POST',
  path: '/v1/events',
  summary: 'Takes touchpoints as CloudEvents 1.0, one or a batch; the same source and id told again changes nothing',
  auth: 'events',
  cross: false,
  types: ['application/cloudevents+json', 'application/cloudevents-batch+json'],
  body: CloudEvents,
  answer: Accepted,
  refuses: [400, 401, 403, 404, 413, 415, 429, 503],
  handle: (body, caller) => handle(options, body, caller),
})
