import { type ChildProcess, fork, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { SignedIn } from '../src/domain/contract/sign-in.ts'
import { SAMPLE_PASSWORD } from '../src/hub/sample/accounts.ts'
import { root, startHub } from '../test/desktop/fixture.ts'
import { killPostgres } from '../test/faults/hub-data.ts'
import { TestDesk, until } from '../test/support/desk.ts'
import { newId } from '../test/support/new-id.ts'
import { TestVisitor } from '../test/support/test-visitor.ts'
import { deskLives, lastLife } from './kills/desk-lives.ts'

/**
 * A replay while the hub, an agent's engine, a whole desk with its window and PostgreSQL are killed without warning, again
 * and again. Afterwards a desk that has seen none of it must find every word that was acknowledged, once, in order. FORECOURT_DATA names the data.
 */
const data = process.env.FORECOURT_DATA ?? join(root, '../shared/data')
const [COMPLAINTS, RATE] = [Number(process.env.COMPLAINTS ?? 600), 10]
const KILLS = { hub: 10, engine: 10, desk: 10, postgres: 2 }
const email = 'lena.vogt@nordhaus.example'
const colleague = 'jonas.petersen@nordhaus.example'
/** What the customer of the desk's case begins with: a word by which it is found. */
const ASKED = 'Quetzalcoatlus?'

if (!existsSync(data)) {
  console.log(`not run: there is no data at ${data} (set FORECOURT_DATA)`)
  process.exit(0)
}

const folder = mkdtempSync(join(tmpdir(), 'forecourt-kills-'))
chmodSync(folder, 0o711)
const hub = await startHub({ FORECOURT_LOG: 'error' })
const key = new Uint8Array(32).fill(7)
let replaying: ChildProcess | null = null
const done = { hub: 0, engine: 0, postgres: 0 }
process.on('uncaughtException', (error) => {
  // Whoever drives a desk may still be writing to it when it is killed.
  if ('code' in error && error.code === 'EPIPE') return
  console.error(error)
  replaying?.kill()
  void hub.stop().finally(() => process.exit(1))
})

async function signIn(device: string, who = email): Promise<SignedIn> {
  for (;;) {
    const answer = await fetch(`${hub.url}/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: who, password: SAMPLE_PASSWORD, device }),
    }).catch(() => null)
    if (answer?.ok) return SignedIn.parse(await answer.json())
    await pause(500)
  }
}

/** A customer of the sample dealership in Hamburg, who has asked something. */
async function asks(words: string): Promise<TestVisitor> {
  const visitor = await TestVisitor.admit(hub.url, 'sample-hamburg')
  await visitor.say(words)
  return visitor
}

const device = newId()
const visitor = await asks('Hello?')
const other = await asks(ASKED)
const signed = await signIn(device)
const first = new TestDesk({ folder, key, hub: hub.url, device, agent: signed.agent, tickets: signed.tickets })
first.engine.start()
const caseOf = ({ party }: TestVisitor): string | undefined =>
  first.engine.replica.store.get<{ id: string }>('SELECT id FROM row_case WHERE party = ?', party)?.id
await until(
  () => [visitor, other].every((one) => caseOf(one) !== undefined && first.engine.replica.held.whole(`party:${one.party}`)),
  60_000,
)
const named = { case: caseOf(visitor) ?? '', party: visitor.party }
const noted = { case: caseOf(other) ?? '', party: other.party }
first.engine.stop()
visitor.leave()
other.leave()

const kept: string[] = []

/** One life of an agent's engine: it writes as fast as it can until it is killed. */
async function life(from: number): Promise<void> {
  const { tickets, agent } = await signIn(device)
  const start = { hub: hub.url, device, agent, tickets, key: [...key] }
  const child = fork(join(root, 'test/support/engine-process.ts'), [JSON.stringify({ folder, start, named, from })])
  child.on('message', (told: { kept?: string }) => {
    if (told.kept) kept.push(told.kept)
  })
  await pause(2_000 + Math.random() * 2_000)
  const gone = new Promise((resolve) => child.on('exit', resolve))
  child.kill('SIGKILL')
  await gone
  done.engine++
}

const replayed = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once('exit', resolve))
const args = [
  join(root, 'scripts/replay/main.ts'),
  data,
  '--only',
  'complaints',
  '--count',
  String(COMPLAINTS),
  '--rate',
  String(RATE),
  '--hub',
  hub.url,
]
replaying = spawn(process.execPath, args, { env: { ...process.env, FORECOURT_HOME: hub.home }, stdio: ['ignore', 'ignore', 'inherit'] })
const replay = replayed(replaying)

const engines = (async () => {
  for (let n = 0; n < KILLS.engine; n++) await life(n * 100_000)
})()
const desk = { home: join(folder, 'window'), hub: hub.url, email: colleague, asked: ASKED }
const desks = deskLives(desk, KILLS.desk)
for (let n = 0; n < KILLS.hub; n++) {
  await pause(2_000 + Math.random() * 2_000)
  if (n % 5 === 2 && done.postgres < KILLS.postgres) {
    if (killPostgres(hub.home)) done.postgres++
    await pause(1_500)
  }
  await hub.kill()
  done.hub++
  await hub.restart()
}
await engines
const seen = await desks
await lastLife(desk)
const code = await replay

const last = await signIn(device)
const writer = new TestDesk({ folder, key, hub: hub.url, device, agent: last.agent, tickets: last.tickets })
writer.engine.start()
await until(() => writer.line?.state === 'live' && writer.engine.replica.pending.all().length === 0, 120_000)
const reading = newId()
const reader = await signIn(reading, colleague)
const fresh = new TestDesk({ folder: join(folder, reading), hub: hub.url, device: reading, agent: reader.agent, tickets: reader.tickets })
fresh.engine.start()
for (const one of [named, noted]) fresh.show({ of: 'case', case: one.case as never })
const store = fresh.engine.replica.store
const count = (): { cases: number; parties: number; messages: number } =>
  store.get(`SELECT count(*) AS cases, count(DISTINCT party) AS parties, sum(json_extract(body, '$.messages')) AS messages
    FROM row_case WHERE json_extract(body, '$.origin') = 'replay'`) ?? { cases: 0, parties: 0, messages: 0 }
await until(
  () => fresh.line?.state === 'live' && [named, noted].every(({ party }) => fresh.engine.replica.held.whole(`party:${party}`)),
  120_000,
)

/** What became, at the hub, of the numbered words that were acknowledged: how many lost, doubled, or out of their order. */
function wrongs(of: 'word' | 'seen', where: string, acknowledged: readonly string[]) {
  const there = store
    .all<{ body: string }>('SELECT body FROM row_message WHERE case_id = ? ORDER BY number', where)
    .map(({ body }): string => JSON.parse(body).text)
    .filter((text) => text.startsWith(`${of} `))
  const numbers = there.map((text) => Number(text.slice(of.length + 1)))
  const lost = acknowledged.filter((text) => !there.includes(text)).length
  const doubled = there.length - new Set(there).size
  const outOfOrder = numbers.filter((number, place) => place > 0 && number < (numbers[place - 1] ?? 0)).length
  console.log(`${of}: ${acknowledged.length} acknowledged, ${there.length} at the hub; ${JSON.stringify({ lost, doubled, outOfOrder })}`)
  return lost + doubled + outOfOrder
}

const { cases, parties, messages } = count()
const killed = `hub killed ${done.hub} times, engine ${done.engine}, whole desk ${KILLS.desk}, PostgreSQL ${done.postgres}`
console.log(`${killed}; the replay ended with ${code}`)
console.log(`replay: ${COMPLAINTS} complaints, ${cases} cases, ${parties} parties, ${messages} messages`)
const off =
  wrongs('word', named.case, kept) +
  wrongs('seen', noted.case, seen) +
  [cases, parties, messages ?? 0].reduce((sum, found) => sum + Math.abs(found - COMPLAINTS), 0)
const all = kept.length + seen.length + COMPLAINTS
console.log(
  JSON.stringify({
    name: 'acknowledged words lost, doubled or out of order after kills',
    unit: 'words',
    ours: off,
    against: 'words acknowledged',
    theirs: all,
    ratio: off / all,
    limit: 0,
    rounds: 1,
    note: killed,
  }),
)
writer.engine.stop()
fresh.engine.stop()
await hub.stop()
rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
process.exit(off === 0 && code === 0 ? 0 : 1)
