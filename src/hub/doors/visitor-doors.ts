import { problem } from '../../domain/contract/problem.ts'
import { Admit, Admitted, Seen } from '../../domain/contract/visitor.ts'
import { type Said, said, unsaid } from '../auth/answer.ts'
import { type AdmitOptions, admit } from '../visitor/admit.ts'
import type { Talk } from '../visitor/talk.ts'
import { readVisitor } from '../visitor/visitor-ticket.ts'
import type { Admission } from './admission.ts'
import { type Caller, type Door, postDoor } from './door.ts'

export type VisitorDoorsOptions = AdmitOptions & { readonly admission: Admission; readonly talk: Talk }

async function touch({ admission, key, now, talk }: VisitorDoorsOptions, seen: Seen, caller: Caller): Promise<Said<unknown>> {
  const admitted = admission.touchpoint(caller.address, caller.replay)
  if (!admitted.ok) return admitted
  const ticket = readVisitor(key, caller.bearer ?? '', now())
  if (!ticket) return unsaid(problem(401, { detail: 'Ask for a new token at POST /v1/visitors.' }))
  const done = await talk.seen(ticket, seen)
  return done.ok ? said(null) : done
}

/** Where the chat widget of a dealer's site comes in. */
export const visitorDoors = (options: VisitorDoorsOptions): readonly Door[] => [
  postDoor({
    path: '/v1/visitors',
    summary: 'Admits a visitor at a site, or refreshes the token of one who was here before',
    cross: true,
    body: Admit,
    answer: Admitted,
    refuses: [400, 403, 413, 415, 429, 503],
    async handle(wanted, { address, replay }) {
      const admitted = options.admission.visitor(address, replay)
      return admitted.ok ? admit(options, wanted, admitted.origin) : admitted
    },
  }),
  postDoor({
    path: '/v1/visitors/touchpoints',
    summary: 'Records what a page saw, if the visitor has allowed it',
    auth: 'visitor',
    cross: true,
    body: Seen,
    answer: null,
    refuses: [400, 401, 403, 413, 415, 429, 503],
    handle: (seen, caller) => touch(options, seen, caller),
  }),
]
