import type { Verdict } from './checker.ts'
import { countsOf } from './checker.ts'

/** What a night of faults asks for, by name, as the plan of safety states it. */
const nightly = {
  partitions: 300,
  'engine kills': 150,
  'hub kills': 150,
  'PostgreSQL kills': 40,
  'disks full': 20,
  'clock jumps': 40,
  'doubled, reordered and replayed commands': 100_000,
  'damaged databases of a desk': 150,
  'simulation seeds': 100_000,
} as const

export type Fault = keyof typeof nightly

export type Tally = { -readonly [F in Fault]: number }

export const newTally = (): Tally => ({
  partitions: 0,
  'engine kills': 0,
  'hub kills': 0,
  'PostgreSQL kills': 0,
  'disks full': 0,
  'clock jumps': 0,
  'doubled, reordered and replayed commands': 0,
  'damaged databases of a desk': 0,
  'simulation seeds': 0,
})

/** What the soak has come to so far. */
export interface Soaked {
  readonly seed: number
  readonly minutes: number
  readonly rounds: number
  readonly tally: Tally
  readonly words: number
  readonly settledMs: readonly number[]
  /** Times an agent had to sign in again by hand, and times a desk's cursor was found further back after a kill. */
  readonly expired: number
  readonly backwards: number
  readonly verdict: Verdict | null
  /** Why it could not go on, where it could not. */
  readonly broken: string | null
}

const wide = (value: number): string => value.toLocaleString('en').padStart(9)

function rowOf([fault, done]: readonly [string, number]): string {
  const asked = nightly[fault as Fault]
  const verdict = done === 0 ? 'not run' : done >= asked ? 'reached' : `${Math.floor((done / asked) * 100)} %`
  return `  ${fault.padEnd(42)}${wide(done)}${wide(asked)}  ${verdict}`
}

const median = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0

export const holds = ({ verdict, broken, backwards }: Soaked): boolean =>
  broken === null && backwards === 0 && verdict !== null && Object.values(countsOf(verdict)).every((count) => count === 0)

/** The table that ends a soak. */
export function tableOf(soaked: Soaked): string {
  const { seed, minutes, rounds, tally, words, settledMs, verdict, broken } = soaked
  const seconds = (ms: number): string => (ms / 1_000).toFixed(1)
  const wrong = verdict ? Object.entries(countsOf(verdict)).map(([name, count]) => `${count} ${name}`) : ['nothing judged']
  return [
    '',
    `  ${'faults'.padEnd(42)}${'done'.padStart(9)}${'a night'.padStart(9)}`,
    ...Object.entries(tally).map(rowOf),
    '',
    `  seed ${seed}, ${minutes.toFixed(1)} minutes, ${rounds} rounds, each ended at rest and judged`,
    `  ${words.toLocaleString('en')} words told to be kept; at rest after ${seconds(median(settledMs))} s (median), ${seconds(Math.max(0, ...settledMs))} s (most)`,
    `  ${soaked.expired} signed in again by hand, ${soaked.backwards} cursors gone back`,
    ...(verdict ? Object.values(verdict).flatMap((sentences) => sentences.slice(0, 5).map((sentence: string) => `  ! ${sentence}`)) : []),
    ...(broken === null ? [] : [`  ! ${broken}`]),
    '',
    `  ${holds(soaked) ? 'HOLDS' : 'DOES NOT HOLD'}: ${wrong.join(', ')}`,
  ].join('\n')
}
