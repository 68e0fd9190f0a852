import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type KindRow, kindNames } from '../../src/domain/kind.ts'
import { scopesOf } from '../../src/domain/scope.ts'
import { agents, sites } from '../../src/hub/sample/group.ts'
import { isStrewn } from '../../src/main/engine/replica/scrub.ts'
import { type Cable, layCable } from '../support/cable.ts'
import { TestDesk, until } from '../support/desk.ts'
import { freshFolder, removeFolder } from '../support/folder.ts'
import { newId } from '../support/new-id.ts'
import { plainBytes } from '../support/plain-bytes.ts'
import { RealHub } from '../support/real-hub.ts'

/** So long may what an agent may no longer see stay on their device while the line is up. */
const GONE_WITHIN_MS = 60_000

const LENA = 'lena.vogt@nordhaus.example'
const ASTRID = 'astrid.falkenberg@nordhaus.example'

let hub: RealHub
let cable: Cable
let folder = ''

beforeAll(async () => {
  folder = await freshFolder('withdrawn')
  hub = await RealHub.start()
  cable = await layCable(hub.url)
}, 120_000)

afterAll(async () => {
  await cable.close()
  await hub.stop()
  await removeFolder(folder)
})

/** The first words of a message, whole ones. */
const beginning = (text: string): string => text.slice(0, 60).replace(/\S*$/, '')

/** An administrator takes a dealership from an agent. */
async function withdraw(site: string): Promise<void> {
  const { tickets } = await hub.signIn(ASTRID, newId())
  const { id, name, email, language, grants, active } = agents.lena
  const left = grants.filter((grant) => grant.site !== site)
  const body = JSON.stringify({ id, name, email, language, grants: left, active, password: null })
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${tickets.access}` }
  const answer = await fetch(`${hub.url}/v1/agents`, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(await answer.text())
}

test('I10: a dealership withdrawn while the line was down: within a minute of its return its rows, their words and every byte of them are gone, and what was unsent stays with its author', async () => {
  const device = newId()
  const signed = await hub.signIn(LENA, device)
  const desk = new TestDesk({ folder: join(folder, device), hub: cable.url, device, agent: signed.agent, tickets: signed.tickets })
  const { replica } = desk.engine
  desk.engine.start()
  await desk.live()
  const leeds = sites.leeds.id
  const ofLeeds = () => replica.rows.all('case').filter((row) => row.site === leeds)
  const dossiers = () => ofLeeds().filter((row) => replica.held.whole(`party:${row.party}`))
  await until(() => dossiers().length > 20, 60_000)
  // A customer of two dealerships stays, with all that they have been through: the other one serves them too.
  const elsewhere = (party: string): boolean => replica.rows.get('party', party)?.sites.some((site) => site !== leeds) ?? false
  const first = dossiers().find(({ party }) => !elsewhere(party))
  if (!first) throw new Error('nobody at Leeds')

  const going = new Set(dossiers().flatMap(({ party }) => (elsewhere(party) ? [] : [party])))
  const words = [...going].flatMap((party) => replica.rows.inScope(`party:${party}`, 'message').map(({ text }) => beginning(text)))
  const stays = kindNames.flatMap((kind) =>
    replica.rows.all(kind).flatMap((row) => {
      const leaves = scopesOf({ kind, row } as KindRow).some((scope) => going.has(scope.slice('party:'.length) as never))
      return leaves ? [] : JSON.stringify(row)
    }),
  )
  const secrets = [...new Set(words)].filter(
    (text) => text.length > 20 && !stays.some((row) => row.includes(text)) && JSON.stringify(text).length === text.length + 2,
  )
  expect(secrets.length).toBeGreaterThan(10)
  const found = (text: string): boolean =>
    replica.store.all('SELECT 1 FROM message_fts WHERE message_fts MATCH ?', `"${text.replaceAll(/[^\p{L}\p{N} ]/gu, ' ')}"`).length > 0
  const before = plainBytes(join(folder, device, 'desk.db'), desk.key)
  expect(secrets.filter((text) => !before.includes(text))).toEqual([])

  expect(secrets.filter((text) => !found(text))).toEqual([])
  cable.cut()
  await until(() => desk.line?.state === 'offline', 30_000)
  const unsent = 'Quagga xylophon unsent in the dark'
  desk.run('message.note', { case: first.id, party: first.party, message: newId(), text: unsent })
  await withdraw(leeds)
  cable.mend()
  desk.ask('reconnect', undefined)
  await desk.live()
  const back = performance.now()
  const there = (): readonly string[] => {
    const bytes = plainBytes(join(folder, device, 'desk.db'), desk.key)
    return secrets.filter((text) => bytes.includes(text))
  }
  const left = () => ({
    cases: ofLeeds().filter(({ party }) => !elsewhere(party)).length,
    found: secrets.filter(found),
    bytes: there(),
    strewn: isStrewn(replica.store),
  })
  const none = { cases: 0, found: [], bytes: [], strewn: false }
  for (let at = left(); performance.now() - back < GONE_WITHIN_MS && JSON.stringify(at) !== JSON.stringify(none); at = left())
    await pause(500)
  expect(left()).toEqual(none)
  console.log(
    `${secrets.length} texts of ${going.size} customers gone ${((performance.now() - back) / 1_000).toFixed(1)} s after the line was back`,
  )
  expect([...going].flatMap((party) => replica.rows.inScope(`party:${party}`, 'message'))).toEqual([])
  const lost = replica.store.all<{ text: string; state: string }>('SELECT text, state FROM outbox')
  expect(lost).toEqual([{ text: unsent, state: 'refused' }])
  desk.engine.stop()
}, 240_000)
