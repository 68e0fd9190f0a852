import { expect, test } from 'vitest'
import type { PartyId } from '../../../src/domain/id.ts'
import { Unavailable } from '../../../src/hub/store/unavailable.ts'
import type { Guest } from '../../../src/hub/visitor/guest.ts'
import { openGuests } from '../../../src/hub/visitor/guests.ts'
import type { Standing } from '../../../src/hub/visitor/thread.ts'
import { until } from '../../support/desk.ts'
import { ids, message } from '../../support/rows.ts'

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
  return { told, failures: () => failures, retry: guests.retry }
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
