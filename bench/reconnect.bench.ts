// A hub is killed with a thousand desks on it, and all come back within fifteen seconds: how long anybody waits to be served, and how
// long the hub stands still. node bench/reconnect.bench.ts
import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { SignedIn } from '../src/domain/contract/sign-in.ts'
import { SAMPLE_PASSWORD } from '../src/hub/sample/accounts.ts'
import { startHubProcess } from '../test/flow/hub-process.ts'
import type { SignedDesk } from './bench-desk.ts'
import type { Came, Come } from './reconnect/desks.ts'

const DESKS = 1_000
const WITHIN_MS = 15_000
const ROUNDS = 3
const AT_ONCE = 4
const STALL_MS = 500

const crew = ['lena.vogt', 'jonas.petersen', 'mareike.lorenzen', 'gareth.pugh']

const hub = await startHubProcess({ FORECOURT_SAMPLE: '1' })

async function signIn(number: number): Promise<SignedDesk> {
  const device = randomUUID()
  const email = `${crew[number % crew.length]}@nordhaus.example`
  for (;;) {
    const { status, body } = await hub.post('/v1/sign-in', { email, password: SAMPLE_PASSWORD, device })
    if (status === 429 || status === 503) {
      await new Promise((done) => setTimeout(done, 1_000))
      continue
    }
    const { tickets, agent } = SignedIn.parse(body)
    const sites = [...new Set(agent.grants.map(({ site }) => site))]
    return { device, access: tickets.access, sites, scopes: ['ref', `user:${agent.id}`, ...sites.map((site) => `site:${site}`)] }
  }
}

async function stallSeconds(): Promise<number> {
  const text = await (await fetch(`${hub.url}/metrics`)).text()
  return Number(/^forecourt_loop_stall_seconds (\S+)$/m.exec(text)?.[1])
}

const signed: SignedDesk[] = []
let next = 0
const began = performance.now()
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    while (next < DESKS) signed.push(await signIn(next++))
  }),
)
console.log(`${signed.length} desks signed in, in ${((performance.now() - began) / 1_000).toFixed(0)} s`)

const child = fork(join(import.meta.dirname, 'reconnect/desks.ts'))
child.once('exit', (code) => code !== 0 && code !== null && process.exit(1))
const said = <T>(): Promise<T> => new Promise((done) => child.once('message', done as never))
const ready = said()
child.send({ hub: hub.url, signed })
await ready

async function come(within: number): Promise<Came & { readonly stall: number }> {
  let stall = 0
  const looks = setInterval(
    () =>
      void stallSeconds().then(
        (seconds) => (stall = Math.max(stall, seconds)),
        () => undefined,
      ),
    2_000,
  )
  const done = said<Came>()
  child.send({ within } satisfies Come)
  const came = await done
  clearInterval(looks)
  return { ...came, stall: Math.max(stall, await stallSeconds()) }
}

const at = (sorted: readonly number[], part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
const first = await come(WITHIN_MS)
console.log(
  `first bootstraps: ${at(
    first.served.toSorted((a, b) => a - b),
    0.99,
  ).toFixed(0)} ms at p99, stall ${(first.stall * 1_000).toFixed(0)} ms`,
)
const rounds: (Came & { readonly stall: number })[] = []
for (let round = 0; round < ROUNDS; round++) {
  await hub.kill()
  await hub.start()
  rounds.push(await come(WITHIN_MS))
}
child.disconnect()
await hub.remove()

const stalls = rounds.map(({ stall }) => stall * 1_000).toSorted((a, b) => a - b)
const p99 = rounds
  .map(({ served }) =>
    at(
      served.toSorted((a, b) => a - b),
      0.99,
    ),
  )
  .toSorted((a, b) => a - b)
const served = rounds.reduce((sum, one) => sum + one.served.length, 0)
const away = rounds.reduce((sum, one) => sum + one.turnedAway, 0)
const round = (ms: number): number => Math.round(ms * 10) / 10
console.log(
  JSON.stringify({
    name: `the hub stands still while ${DESKS} desks come back within ${WITHIN_MS / 1_000} s of a kill`,
    unit: 'ms',
    ours: round(at(stalls, 0.5)),
    low: round(stalls[0] ?? 0),
    high: round(stalls.at(-1) ?? 0),
    against: 'asked',
    theirs: STALL_MS,
    ratio: Math.round((at(stalls, 0.5) / STALL_MS) * 100) / 100,
    limit: 1,
    rounds: ROUNDS,
    note: `${served} of ${DESKS * ROUNDS} served, ${away} turned away and back; first bootstraps of all: ${round(first.stall * 1_000)} ms`,
  }),
)
console.log(
  JSON.stringify({
    name: 'from the dial to being served, of the slowest in a hundred',
    unit: 'ms',
    ours: round(at(p99, 0.5)),
    low: round(p99[0] ?? 0),
    high: round(p99.at(-1) ?? 0),
    rounds: ROUNDS,
    note: 'hub and desks on two processors',
  }),
)
