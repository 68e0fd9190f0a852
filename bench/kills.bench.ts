import { type ChildProcess, fork, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { SignedIn } from '../src/domain/contract/sign-in.ts'
import { SAMPLE_PASSWORD } from '../src/hub/sample/accounts.ts'
import { launch, root, signInAs, startHub } from '../test/desktop/fixture.ts'
import { killPostgres } from '../test/faults/hub-data.ts'
import { TestDesk, until } from '../test/support/desk.ts'
import { newId } from '../test/support/new-id.ts'
import { TestVisitor } from '../test/support/test-visitor.ts'

/**
 * A replay while the hub, an agent's engine, a whole desk with its window and PostgreSQL are killed without warning, again
 * and again. Afterwards a desk that has seen none of it must find every word that was acknowledged, once, in order. FORECOURT_DATA names the data.
 */
const data = process.env.FORECOURT_DATA ?? join(root, '../shared/data')
const [COMPLAINTS, RATE] = [Number(process.env.COMPLAINTS ?? 600), 10]
const KILLS = { hub: 10, engine: 10, desk: 10, postgres: 2 }
const email = 'lena.vogt@nordhaus.example'

if (!existsSync(data)) {
  console.log(`not run: there is no data at ${data} (set FORECOURT_DATA)`)
  process.exit(0)
}

const folder = mkdtempSync(join(tmpdir(), 'forecourt-kills-'))
chmodSync(folder, 0o711)
const hub = await startHub({ FORECOURT_LOG: 'error' })
const key = new Uint8Array(32).fill(7)
const done = { hub: 0, engine: 0, desk: 0, postgres: 0 }
const colleague = 'jonas.petersen@nordhaus.example'
/** What the customer begins with: a word by which their case is found. */
const ASKED = 'Quetzalcoatlus?'

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

const device = newId()
const visitor = await TestVisitor.admit(hub.url, 'sample-hamburg')
await visitor.say(ASKED)
const signed = await signIn(device)
const first = new TestDesk({ folder, key, hub: hub.url, device, agent: signed.agent, tickets: signed.tickets })
first.engine.start()
const caseId = (): string | undefined =>
  first.engine.replica.store.get<{ id: string }>('SELECT id FROM row_case WHERE party = ?', visitor.party)?.id
await until(() => caseId() !== undefined && first.engine.replica.held.whole(`party:${visitor.party}`), 60_000)
const named = { case: caseId() ?? '', party: visitor.party }
first.engine.stop()
visitor.leave()

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

const seen: string[] = []

const asColleague = { home: join(folder, 'window'), env: { FORECOURT_HUB: hub.url, FORECOURT_SIGN_IN: signInAs(colleague) } }
// Whoever drives a desk may still be writing to it when it is killed.
process.on('uncaughtException', (error) => {
  if (!('code' in error) || error.code !== 'EPIPE') throw error
})

/** One life of a whole desk, by its keyboard: notes on the case until it is killed in the middle of one. */
async function deskLife(life: number): Promise<void> {
  const app = await launch(asColleague)
  const page = await app.firstWindow()
  await page.getByRole('listbox').waitFor({ timeout: 60_000 })
  await page.keyboard.press('Control+k')
  await page.keyboard.type(ASKED)
  await page.getByRole('dialog').getByText(ASKED).first().waitFor({ timeout: 60_000 })
  await page.keyboard.press('Enter')
  const thread = page.getByRole('main', { name: 'Case' })
  await thread.getByText(ASKED).first().waitFor()
  const field = page.getByRole('textbox', { name: 'Internal note' })
  const open = (): Promise<boolean> =>
    field.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    )
  do await page.keyboard.press('n')
  while (!(await open()))
  // What was half written when it died stands here again.
  await pause(500)
  await field.fill('')
  for (const until = Date.now() + 3_000; Date.now() < until; ) {
    const words = `seen ${life * 1_000 + seen.length}`
    await page.keyboard.type(words)
    await page.keyboard.press('Control+Enter')
    await thread.getByText(words, { exact: true }).first().waitFor()
    seen.push(words)
  }
  await page.keyboard.type('half a w')
  const gone = new Promise((resolve) => app.process().once('exit', resolve))
  app.process().kill('SIGKILL')
  await gone
  done.desk++
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
const replay = replayed(
  spawn(process.execPath, args, { env: { ...process.env, FORECOURT_HOME: hub.home }, stdio: ['ignore', 'ignore', 'inherit'] }),
)

const engines = (async () => {
  for (let n = 0; n < KILLS.engine; n++) await life(n * 100_000)
})()
const desks = (async () => {
  for (let n = 0; n < KILLS.desk; n++) await deskLife(n)
})()
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
await Promise.all([engines, desks])
const code = await replay
// What the killed desk still has to say goes out when it is opened once more.
const opened = await launch(asColleague)
await (await opened.firstWindow()).getByRole('banner').getByText('Live').waitFor({ timeout: 120_000 })

const last = await signIn(device)
const writer = new TestDesk({ folder, key, hub: hub.url, device, agent: last.agent, tickets: last.tickets })
writer.engine.start()
await until(() => writer.line?.state === 'live' && writer.engine.replica.pending.all().length === 0, 120_000)
const other = newId()
const reader = await signIn(other, colleague)
const fresh = new TestDesk({ folder: join(folder, other), hub: hub.url, device: other, agent: reader.agent, tickets: reader.tickets })
fresh.engine.start()
fresh.show({ of: 'case', case: named.case as never })
const store = fresh.engine.replica.store
const count = (): { cases: number; parties: number; messages: number } =>
  store.get(`SELECT count(*) AS cases, count(DISTINCT party) AS parties, sum(json_extract(body, '$.messages')) AS messages
    FROM row_case WHERE json_extract(body, '$.origin') = 'replay'`) ?? { cases: 0, parties: 0, messages: 0 }
await until(() => fresh.line?.state === 'live' && fresh.engine.replica.held.whole(`party:${visitor.party}`), 120_000)
/** Words of one kind at the hub, in the order of the thread. */
const there = (kind: 'word' | 'seen'): readonly string[] =>
  store
    .all<{ body: string }>('SELECT body FROM row_message WHERE case_id = ? ORDER BY number', named.case)
    .map(({ body }): string => JSON.parse(body).text)
    .filter((text) => text.startsWith(kind))
await until(() => seen.every((words) => there('seen').includes(words)), 120_000).catch(() => undefined)
await opened.close()

function judged(kind: 'word' | 'seen', acknowledged: readonly string[]) {
  const texts = there(kind)
  const numbers = texts.map((text) => Number(text.slice(kind.length + 1)))
  return {
    lost: acknowledged.filter((text) => !texts.includes(text)).length,
    doubled: texts.length - new Set(texts).size,
    outOfOrder: numbers.filter((number, place) => place > 0 && number < (numbers[place - 1] ?? 0)).length,
  }
}
const sides = [judged('word', kept), judged('seen', seen)]
const wrong = sides.reduce((sum, { lost, doubled, outOfOrder }) => sum + lost + doubled + outOfOrder, 0)
const { cases, parties, messages } = count()
console.log(
  `killed: hub ${done.hub}, engine ${done.engine}, whole desk ${done.desk}, PostgreSQL ${done.postgres}; the replay ended with ${code}`,
)
console.log(`agent: ${kept.length} words kept by an engine, ${seen.length} by a whole desk; ${JSON.stringify(sides)}`)
console.log(`replay: ${COMPLAINTS} complaints, ${cases} cases, ${parties} parties, ${messages} messages`)
const off = wrong + Math.abs(cases - COMPLAINTS) + Math.abs(parties - COMPLAINTS) + Math.abs((messages ?? 0) - COMPLAINTS)
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
    note: `hub killed ${done.hub} times, engine ${done.engine}, whole desk ${done.desk}, PostgreSQL ${done.postgres}`,
  }),
)
writer.engine.stop()
fresh.engine.stop()
await hub.stop()
rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
process.exit(off === 0 && code === 0 ? 0 : 1)
