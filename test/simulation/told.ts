import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type Ran, runSeed } from './run.ts'

/** What to do with a seed that failed. */
export const howToSee = ({ seed, faults }: Ran): string =>
  `seed ${seed} fails; see it with: node test/simulation/seed-process.ts ${seed} story\n${faults.slice(0, 5).join('\n')}`

const root = join(import.meta.dirname, '../..')

/** Seeds that no other state of the code has, and that this state always has: its own text decides. */
function ofThisCode(): number {
  const text = createHash('sha256')
  for (const file of globSync('{src/domain,src/hub,src/main,test/simulation}/**/*.ts', { cwd: root }).toSorted())
    text.update(file).update(readFileSync(join(root, file)))
  return text.digest().readUInt32BE() % 1_000_000_000
}

/**
 * Where the worlds of a run begin. Every change lives through worlds of its own, so each run is new and yet says the same
 * when it is repeated; the soak lives through those of the moment (`FROM=now`). What fails is kept. `SEEDS` says how many.
 */
const FROM = process.env.FROM === 'now' ? Math.floor(Date.now() / 1_000) % 1_000_000_000 : Number(process.env.FROM ?? ofThisCode())
const SEEDS = Number(process.env.SEEDS ?? 300)

export const seeds = { from: FROM, count: SEEDS }

/** Nothing is wrong in this world, or the seed and what was wrong are told. */
export async function isSound(seed: number): Promise<void> {
  const ran = await runSeed(seed)
  expect(ran.faults, howToSee(ran)).toEqual([])
}

/** Every second world from one on: two files share the work of one run. */
export async function areSound(first: 0 | 1): Promise<void> {
  for (let place = first; place < SEEDS; place += 2) await isSound(FROM + place)
}
