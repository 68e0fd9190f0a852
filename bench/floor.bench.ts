// The live floor with 200 agents and 800 chats at 20 messages a second: how old the supervisor's desk says it is against how old it is,
// what a frame of it costs, and what the hub spends on telling everybody. node bench/floor.bench.ts
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { replayKey } from '../scripts/replay/replay-key.ts'
import { agents } from '../src/hub/sample/group.ts'
import { launch, signInAs } from '../test/desktop/fixture.ts'
import { startHubProcess } from '../test/flow/hub-process.ts'
import { cpuPerFrame, type Spent, scroll } from './cpu-per-frame.ts'
import type { Asked, Crowd, Said, Tally } from './floor/crowd.ts'
import { judged } from './floor/judged.ts'
import { type Work, workOf } from './floor/processor.ts'
import { takeIn } from './floor/staff.ts'
import { watched } from './floor/watched.ts'

const AGENTS = Number(process.env.AGENTS ?? 200)
const CHATS_EACH = 4
const PER_SECOND = Number(process.env.RATE ?? 20)
const ROUNDS = Number(process.env.ROUNDS ?? 6)
const ROUND_MS = 10_000
const WARM_MS = 20_000
const FRAME_MS = 8
const BEHIND_MS = 1_000

const hub = await startHubProcess({ FORECOURT_SAMPLE: '1' })
const found = replayKey({ given: undefined, home: hub.home })
if (typeof found === 'string') throw new Error(found)
const signed = await takeIn(hub.url, AGENTS)
console.log(`${signed.length} agents taken in and signed in`)

const crowd = fork(join(import.meta.dirname, 'floor/crowd.ts'))
crowd.once('exit', (code) => code !== 0 && process.exit(1))
const heard = <T>(): Promise<T> => new Promise((done) => crowd.once('message', done as never))
const ask = (asked: Asked): boolean => crowd.send(asked)
async function tally(): Promise<Tally> {
  const told = heard<Tally>()
  ask({ tell: true })
  return told
}
crowd.send({ hub: hub.url, key: found.key, signed, chatsEach: CHATS_EACH } satisfies Crowd)
const chats = await heard<number>()
console.log(`${chats} chats open, each with its agent`)

const home = mkdtempSync(join(tmpdir(), 'forecourt-floor-'))
const app = await launch({ home, env: { FORECOURT_HUB: hub.url, FORECOURT_SIGN_IN: signInAs(agents.tobias.email) } })
const page = await app.firstWindow()
await page.setViewportSize({ width: 1440, height: 900 })
await page.getByRole('banner').getByText('Live').waitFor({ timeout: 60_000 })
await page.keyboard.press('g')
await page.keyboard.press('l')
const sessions = page.locator('.floor-sessions')
for (const until = Date.now() + 60_000; Number(await sessions.locator('.floor-count').textContent()) < chats; await pause(200)) {
  if (Date.now() > until) throw new Error('the floor does not show every chat')
}
console.log(`the floor: ${(await page.locator('.figure').allTextContents()).join(' | ')}`)

interface Told {
  readonly work: Work
  readonly tally: Tally
}
const told = async (): Promise<Told> => ({ work: await workOf(hub), tally: await tally() })

/** What the hub did between two looks, by the second; processor time as a percentage of one. */
function between(before: Told, after: Told) {
  const seconds = (after.work.at - before.work.at) / 1_000
  const each = (of: (one: Told) => number): number => (of(after) - of(before)) / seconds
  const database = after.work.databaseSeconds === null ? null : each(({ work }) => work.databaseSeconds ?? 0) * 100
  return {
    cpu: each(({ work }) => work.cpuSeconds) * 100,
    database,
    commits: each(({ work }) => work.commits),
    messages: after.tally.said.length / seconds,
    frames: each(({ tally: { frames } }) => frames),
    rows: each(({ tally: { rows } }) => rows),
    pages: each((one) => one.tally.heard),
  }
}
type Between = ReturnType<typeof between>

async function measured(): Promise<Between> {
  const before = await told()
  await pause(ROUND_MS)
  return between(before, await told())
}

const quiet = await measured()
ask({ speak: PER_SECOND })
await pause(WARM_MS)

const looking: Spent[] = []
const scrolling: Spent[] = []
for (let round = 0; round < ROUNDS; round++) {
  looking.push(await cpuPerFrame(page, () => pause(5_000)))
  scrolling.push(await cpuPerFrame(page, () => scroll(page, sessions.locator('.floor-scroll'))))
}

const busy: Between[] = []
const said: Said[] = []
let wrong: readonly string[] = []
await tally()
const saw = await watched(page, async () => {
  let before = await told()
  for (let round = 0; round < ROUNDS; round++) {
    await pause(ROUND_MS)
    const after = await told()
    busy.push(between(before, after))
    said.push(...after.tally.said)
    wrong = after.tally.wrong
    before = after
  }
})
await app.close()
crowd.disconnect()
await hub.remove()
rmSync(home, { recursive: true, force: true, maxRetries: 5 })

if (saw.most > 100) throw new Error(`${saw.most} waited at once: more than the floor names, so nothing can be said of what it showed`)
const { shown, truth, below, least, belowSent, still, arrived, unseen } = judged(said, saw)
const at = (sorted: readonly number[], part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
const middle = (all: readonly number[]): number =>
  at(
    all.toSorted((a, b) => a - b),
    0.5,
  )
const round = (value: number, by = 100): number => Math.round(value * by) / by
const say = (figure: object): void => console.log(JSON.stringify(figure))
const spread = (all: readonly number[]): object => ({
  ours: round(middle(all)),
  low: round(Math.min(...all)),
  high: round(Math.max(...all)),
  rounds: all.length,
})
const of = (sorted: readonly number[]): string =>
  `${round(at(sorted, 0.5))} ms at p50, ${round(at(sorted, 0.99))} at p99, ${round(at(sorted, 1))} at most`
const crowded = `${AGENTS} agents, ${chats} chats, ${PER_SECOND} messages a second`

console.log(
  `shown behind: ${of(shown)} (${shown.length} looks); so: ${of(truth)}; a message was on the screen after ${of(arrived)} (${arrived.length})`,
)
if (wrong.length > 0) console.log(`${wrong.length} went wrong, the first: ${wrong[0]}`)
for (const [name, part] of [
  ['at p99', 0.99],
  ['at most', 1],
] as const)
  say({
    name: `how far behind the floor says it is, ${name}: ${crowded}`,
    unit: 'ms',
    ours: round(at(shown, part)),
    low: round(at(shown, 0)),
    high: round(at(shown, 1)),
    against: 'asked',
    theirs: BEHIND_MS,
    ratio: round(at(shown, part) / BEHIND_MS),
    limit: 1,
    rounds: shown.length,
    note: `${round(at(shown, 0.5))} ms at p50; in truth ${of(truth)}`,
  })
say({
  name: 'looks at which the floor said that it was younger than it was',
  unit: 'looks',
  ours: below,
  against: 'looks in all',
  theirs: shown.length,
  ratio: below / Math.max(1, shown.length),
  limit: 0,
  rounds: shown.length,
  note: `what was shown was never less than ${round(least)} ms above what was so; ${belowSent} looks were, had a message been so from when it was sent; ${said.length} messages, ${unseen} never on the screen, the others after ${of(arrived)}; the page stood still for ${round(still)} ms at most`,
})
// What is drawn while one only looks comes by itself, four times a second: it is reckoned against the frames that are due.
for (const [name, all, of] of [
  ['looking at the floor', looking, 'perSixtieth'],
  ['scrolling its sessions', scrolling, 'perFrame'],
] as const) {
  const perFrame = all.map((one) => one[of])
  say({
    name: `${name}, processor time of a frame: ${crowded}`,
    unit: 'ms',
    ...spread(perFrame),
    against: 'the budget',
    theirs: FRAME_MS,
    ratio: round(middle(perFrame) / FRAME_MS),
    limit: 1,
    note: `by frames shown ${round(middle(all.map((one) => one.perFrame)))}, by those in which something changed ${round(middle(all.map((one) => one.perChange)))}, by sixtieths of a second ${round(middle(all.map((one) => one.perSixtieth)))}; of a frame shown, ${all.at(-1)?.parts}`,
  })
}
const the = (of: (one: Between) => number): number => round(middle(busy.map(of)), 10)
say({
  name: `processor time of the hub: ${crowded}`,
  unit: '% of a core',
  ...spread(busy.map(({ cpu }) => cpu)),
  note: `for ${the(({ messages }) => messages)} messages and ${the(({ commits }) => commits)} commits a second, told to ${AGENTS} desks in ${the(({ frames }) => frames)} frames with ${the(({ rows }) => rows)} rows a second and to customers' pages in ${the(({ pages }) => pages)}; its database besides ${quiet.database === null ? 'unknown' : the(({ database }) => database ?? 0)} %; with nobody saying anything ${round(quiet.cpu, 10)} %`,
})
process.exit(0)
