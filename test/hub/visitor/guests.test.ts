import { expect, test } from 'vitest'
import type { PartyId } from '../../../src/domain/id.ts'
import { Unavailable } from '../../../src/hub/store/unavailable.ts'
import type { Guest } from '../../../src/hub/visitor/guest.ts'
import { openGuests } from '../../../src/hub/visitor/guests.ts'
import type { Standing } from '../../../src/hub/visitor/thread.ts'
import { until } from '../../support/desk.ts'
import { anId, ids, message } from '../../support/rows.ts'

const party = ids.katharina as PartyId
const standing: Standing = { party: null, parties: [party], messages: [message({ channel: 'chat' })], latest: null }

/** A page that reads from a store which fails as told, as often as told. */
function enter(fails: readonly Error[]) {
  const left = [...fails]
  const told: string[] = []
  let failures = 0
  const guests = openGuests({
    store: { read: async () => Promise.resolve(left.shift()).then((error) => (error ? Promise.reject(error) : (standing as never))) },
    agentName: async () => null,
    failed: () => {
      failures += 1
    },
  })
  const emit = (event: string): boolean => told.push(event) > 0
  const socket = { emit, volatile: { emit }, disconnect: () => told.push('disconnected') }
  const ticket = { visitor: 'hanna', party, site: ids.altona, until: Number.MAX_SAFE_INTEGER }
  guests.enter(socket as unknown as Guest['socket'], ticket as unknown as Guest['ticket'])
  const heard = message({ id: anId(0x77), number: 2, text: 'And now?' })
  const scopes = [`party:${party}`]
  const entry = { kind: 'message', id: heard.id, seq: 9, last: 9, body: JSON.stringify(heard), scopes, pointed: [] }
  return { told, failures: () => failures, retry: guests.retry, hears: () => guests.moved([entry as never]) }
}

test('a page stays through an outage of the database, and is shown its thread when that is over', async () => {
  const { told, failures, retry } = enter([new Unavailable('gone'), new Unavailable('still gone')])
  await until(() => failures() === 1)
  retry()
  await until(() => failures() === 2)
  expect(told).toEqual([])
  retry()
  await until(() => told.includes('state'))
  retry()
  expect(told).toEqual(['thread', 'state'])
})

test('a page whose thread cannot be read for another reason is ended, so that it comes again', async () => {
  const { told } = enter([new TypeError('a fault of ours')])
  await until(() => told.length > 0)
  expect(told).toEqual(['disconnected'])
})

test('what is said before the missed part of a thread could be read waits for it: nothing overtakes', async () => {
  const { told, failures, hears } = enter([new Unavailable('gone')])
  await until(() => failures() === 1)
  hears()
  await until(() => told.includes('state'))
  expect(told).toEqual(['thread', 'state'])
})
