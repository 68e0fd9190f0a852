import { expect, test } from 'vitest'
import { readDossier } from '../../../../src/main/engine/watch/dossier.ts'
import { frame, katharina, lastPage, sent } from '../../../support/frames.ts'
import { ownReplica } from '../../../support/replica.ts'
import {
  aCase,
  anId,
  commitment,
  consent,
  customer,
  DAY,
  HOUR,
  held,
  identity,
  ids,
  message,
  NOW,
  opportunity,
  outreach,
  party,
  touchpoint,
  vehicle,
} from '../../../support/rows.ts'

const own = ownReplica()
const read = () => readDossier(own.replica, ids.katharina as never)

const together = customer({ parties: [ids.katharina, ids.visitor] })
const hers = party({ customer: ids.customer })
const webs = party({ id: ids.visitor, customer: ids.customer, name: null })
const visit = touchpoint('web_visit', { model: 'Tarn 5' }, { party: ids.visitor, at: NOW - HOUR })
const call = touchpoint('call', { topic: 'x' }, { at: NOW - 3 * DAY })

const start = (): void => {
  const shared = sent(1, held('customer', together))
  own.absorb(
    frame(0, 9, {
      pages: [
        lastPage(
          katharina,
          shared,
          ...[
            held('party', hers),
            held('vehicle', vehicle()),
            held('case', aCase()),
            held('message', message()),
            held('touchpoint', call),
          ].map((row) => sent(2, row)),
          ...[held('identity', identity()), held('commitment', commitment()), held('outreach', outreach())].map((row) => sent(3, row)),
        ),
        lastPage(
          `party:${ids.visitor}` as never,
          shared,
          ...[held('party', webs), held('consent', consent()), held('opportunity', opportunity()), held('touchpoint', visit)].map((row) =>
            sent(4, row),
          ),
        ),
      ],
    }),
  )
}

test('a customer is one: the journey of the anonymous visit stands beside that of the owner, in the order it happened', () => {
  start()
  const dossier = read()
  expect(dossier).toMatchObject({ party: hers, customer: together, whole: true, lastContactAt: null })
  expect(dossier?.parties).toEqual([hers, webs])
  expect(dossier?.touchpoints.map(({ kind }) => kind)).toEqual(['call', 'web_visit'])
  expect([dossier?.vehicles, dossier?.cases, dossier?.commitments, dossier?.outreach].map((rows) => rows?.length)).toEqual([1, 1, 1, 1])
  expect([dossier?.identities, dossier?.consents, dossier?.opportunities].map((rows) => rows?.length)).toEqual([1, 1, 1])
})

test('the last contact is what an agent last said to the customer, sent or not; notes do not count', () => {
  start()
  const lena = { kind: 'agent', agent: ids.lena, name: 'Lena Vogt' }
  const old = message({ id: anId(0x51), number: 2, author: lena, at: NOW - 2 * DAY })
  const newer = message({ id: anId(0x52), number: 3, author: lena, kind: 'note', at: NOW - HOUR })
  own.absorb(frame(9, 10, { rows: [sent(10, held('message', old)), sent(10, held('message', newer))] }))
  expect(read()?.lastContactAt).toBe(NOW - 2 * DAY)
  const named = { case: ids.case, party: ids.katharina }
  own.run('case.claim', named)
  own.run('message.reply', { ...named, message: anId(0x53), text: 'Good morning', fence: 1, knows: 9 })
  expect(read()?.lastContactAt).toBe(NOW)
})

test('a dossier that is only half here says so, and one whose party is not here is none', () => {
  expect(read()).toBeNull()
  own.absorb(frame(0, 1, { pages: [lastPage(katharina, sent(1, held('party', hers)), sent(1, held('customer', together)))] }))
  expect(read()).toMatchObject({ whole: false, parties: [hers] })
})

test('a promise made here is in the dossier before the hub has it', () => {
  start()
  const args = { commitment: anId(0x54), case: ids.case, party: ids.katharina, text: 'Call by noon', dueAt: NOW + DAY }
  own.run('commitment.record', args)
  expect(read()?.commitments.map(({ text }) => text)).toEqual(['Call with the part date', 'Call by noon'])
})
