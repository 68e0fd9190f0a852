// Catch-up of 20,000 messages after having been away, side by side in one run: raw inserts into our own kind of file, our desk through our hub,
// and rivals by their own replication (bench/rivals, with a lock of its own: `npm ci --prefix bench/rivals`). Rounds alternate; medians.
// node --expose-gc bench/rivals.bench.ts
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readyBinaries } from '../src/hub/postgres/binaries.ts'
import { chooseAccount } from '../src/hub/postgres/choose-account.ts'
import { findPackage } from '../src/hub/postgres/platform-package.ts'
import { freshFolder, removeFolder } from '../test/support/folder.ts'
import { startServer } from '../test/support/postgres-15.ts'
import { MESSAGES, median, raw } from './catch-up/floor.ts'
import { Ours } from './rivals/ours.ts'

const ROUNDS = Number(process.env.ROUNDS ?? 5)
const here = join(import.meta.dirname, 'rivals')
const installed = existsSync(join(here, 'node_modules'))

interface Side {
  readonly name: string
  /** Where what came is when the time stops. */
  readonly durable: string
  readonly stores: boolean
  readonly run: () => Promise<number>
}

/** One round of a rival, in a process of its own; it prints its figure as JSON. */
function rival(file: string, env: Readonly<Record<string, string>> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(here, file)], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.on('data', (piece: Buffer) => {
      said += piece.toString()
    })
    child.once('close', (code) => {
      const line = said.split('\n').findLast((text) => text.startsWith('{'))
      const told: { ms: number; rows: number } | null = line ? JSON.parse(line) : null
      if (code === 0 && told?.rows === MESSAGES) resolve(told.ms)
      else reject(new Error(`${file} ended with ${code} after ${told?.rows ?? 0} rows`))
    })
  })
}

/** Zero reads a logical replication of a database of its own. */
async function zero(): Promise<number> {
  const folder = await freshFolder('rival-programs')
  const { postgres } = await readyBinaries({ found: await findPackage(), place: folder, account: await chooseAccount(null) })
  const server = await startServer(dirname(postgres), [], 'wal_level = logical\nmax_connections = 60')
  try {
    return await rival('zero.mjs', { RIVAL_POSTGRES: server.url })
  } finally {
    await server.stop()
    await removeFolder(folder)
  }
}

const ours = await Ours.start()
const sides: readonly Side[] = [
  { name: 'raw inserts', durable: 'yes: encrypted, FULL, full text', stores: true, run: async () => raw() },
  { name: 'Forecourt', durable: 'yes: encrypted, FULL, full text', stores: true, run: () => ours.catchUp(MESSAGES) },
  { name: 'Zero (reads)', durable: 'a key-value cache, NORMAL, written later; no full text', stores: true, run: zero },
  { name: 'PouchDB', durable: 'yes: LevelDB; no full text', stores: true, run: () => rival('pouch.mjs') },
  { name: 'RxDB', durable: 'no: memory', stores: false, run: () => rival('rx.mjs') },
]
const run = sides.filter(({ name }) => installed || ['raw inserts', 'Forecourt'].includes(name))
if (!installed) console.log('not run: Zero, PouchDB, RxDB (npm ci --prefix bench/rivals)')

const taken = new Map<string, number[]>(run.map(({ name }) => [name, []]))
for (let round = 0; round < ROUNDS; round++) {
  for (const side of run) {
    const ms = await side.run().catch((error: Error) => {
      console.log(`${side.name}: ${error.message}`)
      return null
    })
    if (ms !== null) taken.get(side.name)?.push(ms)
  }
  console.log([...taken].map(([name, all]) => `${name} ${all.at(-1)?.toFixed(0) ?? 'failed'} ms`).join(', '))
}
await ours.stop()

const of = (name: string): number => median(taken.get(name) ?? [])
console.log(`\n${'side'.padEnd(14)}${'ms'.padStart(8)}   durable on the device`)
for (const { name, durable } of run) console.log(`${name.padEnd(14)}${of(name).toFixed(0).padStart(8)}   ${durable}`)
const mine = taken.get('Forecourt') ?? []
for (const { name, durable, stores } of run.filter((side) => side.name !== 'Forecourt' && (taken.get(side.name)?.length ?? 0) > 0)) {
  console.log(
    JSON.stringify({
      name: `catch-up of 20,000 messages through the hub, beside ${name}`,
      unit: 'ms',
      ours: Math.round(median(mine)),
      low: Math.round(Math.min(...mine)),
      high: Math.round(Math.max(...mine)),
      against: name,
      theirs: Math.round(of(name)),
      ratio: Math.round((median(mine) / of(name)) * 100) / 100,
      ...(stores && name !== 'raw inserts' ? { limit: 1 } : {}),
      rounds: mine.length,
      note: `durable on the device: ${durable}`,
    }),
  )
}
process.exit(0)
