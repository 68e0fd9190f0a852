import { spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { SignedIn } from '../src/domain/contract/sign-in.ts'
import { SAMPLE_AGENT, SAMPLE_PASSWORD } from '../src/hub/sample/accounts.ts'
import { launch, root, signInAs } from '../test/desktop/fixture.ts'
import { TestDesk, until } from '../test/support/desk.ts'
import { newId } from '../test/support/new-id.ts'
import { cpuPerFrame, scroll } from './cpu-per-frame.ts'
import { inspect } from './replay/inspected.ts'

/**
 * Stored complaints through the real doors, twenty a second: each in the queue, none twice; what hub and engine hold in
 * memory at the end against a quarter of the way; what scrolling the queue costs meanwhile. FORECOURT_DATA names the data.
 */
const data = process.env.FORECOURT_DATA ?? join(root, '../shared/data')
const [QUARTER, ALL, RATE] = [Number(process.env.QUARTER ?? 500), Number(process.env.ALL ?? 2_000), 20]

if (!existsSync(data)) {
  console.log(`not run: there is no data at ${data} (set FORECOURT_DATA)`)
  process.exit(0)
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const home = mkdtempSync(join(tmpdir(), 'forecourt-replay-'))
chmodSync(home, 0o711)
const port = await freePort()
const url = `http://127.0.0.1:${port}`
const hub = await inspect(join(root, 'out/hub/index.mjs'), {
  FORECOURT_HOME: home,
  FORECOURT_PORT: String(port),
  FORECOURT_SAMPLE: '1',
  FORECOURT_LOG: 'error',
})
while (
  !(await fetch(`${url}/health/ready`).then(
    (answer) => answer.ok,
    () => false,
  ))
)
  await pause(200)

const device = newId()
const answer = await fetch(`${url}/v1/sign-in`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ email: 'jonas.petersen@nordhaus.example', password: SAMPLE_PASSWORD, device }),
})
const { agent, tickets } = SignedIn.parse(await answer.json())
const engine = new TestDesk({ folder: home, hub: url, device, agent, tickets })
engine.engine.start()
await engine.live()
const store = engine.engine.replica.store
const replayed = (): number =>
  store.get<{ n: number }>(`SELECT count(*) AS n FROM row_case WHERE json_extract(body, '$.origin') = 'replay'`)?.n ?? 0

/** Sends the first so many complaints; a complaint already sent is not sent again. */
function send(count: number): Promise<number | null> {
  const args = [
    join(root, 'scripts/replay/main.ts'),
    data,
    '--only',
    'complaints',
    '--count',
    String(count),
    '--rate',
    String(RATE),
    '--hub',
    url,
  ]
  const child = spawn(process.execPath, args, { env: { ...process.env, FORECOURT_HOME: home }, stdio: ['ignore', 'ignore', 'inherit'] })
  return new Promise((resolve) => child.once('exit', resolve))
}

async function settled(count: number): Promise<void> {
  await until(() => replayed() >= count, 120_000)
  await pause(3_000)
}

function engineHeap(): number {
  engine.changes.length = 0
  for (let i = 0; i < 3; i++) global.gc?.()
  return process.memoryUsage().heapUsed
}

const app = await launch({ home: join(home, 'window'), env: { FORECOURT_HUB: url, FORECOURT_SIGN_IN: signInAs(SAMPLE_AGENT.email) } })
const page = await app.firstWindow()
await page.setViewportSize({ width: 1440, height: 900 })
await page.getByRole('banner').getByText('Live').waitFor({ timeout: 60_000 })
await page.keyboard.press('Control+2')

await send(QUARTER)
await settled(QUARTER)
const early = { hub: await hub.heap(), engine: engineHeap() }
const began = Date.now()
const rest = send(ALL)
await pause(5_000)
const frames: number[] = []
for (let i = 0; i < 5; i++) frames.push((await cpuPerFrame(page, () => scroll(page, page.getByRole('listbox')))).perFrame)
await rest
await settled(ALL)
const late = { hub: await hub.heap(), engine: engineHeap() }
const seconds = (Date.now() - began) / 1_000
await app.close()

const parties =
  store.get<{ n: number }>(`SELECT count(DISTINCT party) AS n FROM row_case WHERE json_extract(body, '$.origin') = 'replay'`)?.n ?? 0
console.log(`${replayed()} cases of ${parties} parties from ${ALL} complaints, the last ${ALL - QUARTER} in ${seconds.toFixed(0)} s`)
frames.sort((a, b) => a - b)
const say = (figure: object): void => console.log(JSON.stringify(figure))
const mb = (bytes: number): number => Math.round(bytes / 10_485.76) / 100
say({
  name: 'replayed complaints in the queue, each once',
  unit: 'cases',
  ours: replayed(),
  against: 'complaints sent',
  theirs: ALL,
  ratio: replayed() / ALL,
  limit: 1,
  rounds: 1,
})
for (const side of ['hub', 'engine'] as const)
  say({
    name: `memory of the ${side} at ${ALL} against ${QUARTER}`,
    unit: 'MB',
    ours: mb(late[side]),
    against: `at ${QUARTER}`,
    theirs: mb(early[side]),
    ratio: late[side] / early[side],
    limit: 1.1,
    rounds: 1,
    note: 'heap in use after full collections',
  })
say({
  name: 'scrolling the queue during a replay, processor time of a frame',
  unit: 'ms',
  ours: frames[2],
  low: frames[0],
  high: frames[4],
  against: 'the budget',
  theirs: 8,
  ratio: (frames[2] ?? 0) / 8,
  limit: 1,
  rounds: frames.length,
})
engine.engine.stop()
hub.child.kill('SIGTERM')
await new Promise((resolve) => hub.child.once('exit', resolve))
rmSync(home, { recursive: true, force: true, maxRetries: 5 })
process.exit(0)
