import { expect, test } from 'vitest'
import type { PartyId } from '../../../src/domain/id.ts'
import type { Entry } from '../../../src/hub/store/store.ts'
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
  const shown: string[] = []
  let failures = 0
  const guests = openGuests({
    store: { read: async () => Promise.resolve(left.shift()).then((error) => (error ? Promise.reject(error) : (standing as never))) },
    agentName: async () => null,
    failed: () => {
      failures += 1
    },
  })
  const emit = (event: string, value?: { readonly text: string }): boolean => {
    if (event === 'message' && value) shown.push(value.text)
    return told.push(event) > 0
  }
  const socket = { emit, volatile: { emit }, disconnect: () => told.push('disconnected') }
  const ticket = { visitor: 'hanna', party, site: ids.altona, until: Number.MAX_SAFE_INTEGER }
  guests.enter(socket as unknown as Guest['socket'], ticket as unknown as Guest['ticket'])
  const entryOf = (number: number): Entry => {
    const heard = message({ id: anId(0x90 - number), number, text: `word ${number}` })
    return { kind: 'message', id: heard.id, ver: 9, last: 9, body: JSON.stringify(heard), scopes: [`party:${party}`], pointed: [] }
  }
  const hears = (...numbers: readonly number[]): void => guests.moved(numbers.map(entryOf))
  return { told, shown, failures: () => failures, retry: guests.retry, hears }
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

test('words that were decided together stand on a page as they do in their thread', async () => {
  const { told, shown, hears } = enter([])
  await until(() => told.includes('state'))
  hears(4, 2, 3)
  await until(() => told.length === 5)
  expect(shown).toEqual(['word 2', 'word 3', 'word 4'])
})

test('what is said before the missed part of a thread could be read waits for it: nothing overtakes', async () => {
  const { told, failures, hears } = enter([new Unavailable('gone')])
  await until(() => failures() === 1)
  hears(2)
  await until(() => told.includes('state'))
  expect(told).toEqual(['thread', 'state'])
})
