import { expect, test } from 'vitest'
import { planted } from './planted.ts'
import { runSeed } from './run.ts'

/** Where the code around it has changed since, a kept seed may tell another story: then the next ones are asked. */
const MORE = 100

test('every bug that was promised is planted', () => {
  const promised = ['no dedup', 'naive cursor', 'cursor outside the transaction', 'lane shared', 'rowid reuse', 'scope leave not written']
  const more = [
    'late page resurrects',
    'overlay not replayed',
    'ack before commit',
    'resubmit forgotten',
    'stale send not held',
    'floor ignored',
  ]
  expect(Object.keys(planted)).toEqual(expect.arrayContaining([...promised, ...more]))
})

test.each(Object.entries(planted))('planted and caught: %s', { timeout: 600_000 }, async (name, { planting, shows, seed: kept }) => {
  const seeds = [kept, ...Array.from({ length: MORE }, (_, place) => place + 1)]
  const caught = async (seed: number): Promise<boolean> => (await runSeed(seed, planting)).faults.some((fault) => shows.test(fault))
  let found: number | null = null
  for (const seed of seeds) {
    if (found === null && (await caught(seed))) found = seed
    if (found !== null) break
  }
  expect(found, `${name} is not caught by ${seeds.length} seeds`).not.toBeNull()
})
