import { afterAll, beforeAll, expect, test } from 'vitest'
import { chanceOf, oneOf } from '../support/chance.ts'
import { countsOf, nothingWrong } from './checker.ts'
import { partitionKinds, partitions } from './partitions.ts'
import { World } from './world.ts'

const PARTITIONS = 20
const seed = Number(process.env.FORECOURT_SEED ?? Date.now() % 1_000_000)
let world: World

beforeAll(async () => {
  world = await World.start(seed)
}, 120_000)

afterAll(() => world.close(), 60_000)

test(`I1 I2 I3 I9 I11 I19: twenty partitions of every kind lose, double, reorder, strand and leak nothing (seed ${seed})`, async () => {
  await world.talk(60)
  const kinds = Array.from({ length: PARTITIONS }, (_, n) => partitionKinds[n % partitionKinds.length]!)
  const chance = chanceOf(seed)
  // Three lines at a time, each in trouble of its own.
  const worker = async (): Promise<void> => {
    for (let kind = kinds.shift(); kind; kind = kinds.shift()) await partitions[kind](oneOf(chance, world.proxies), chance)
  }
  await Promise.all([worker(), worker(), worker()])
  const { verdict, settledMs, words } = await world.rest()
  console.log(`${PARTITIONS} partitions, ${words} words, at rest after ${(settledMs / 1_000).toFixed(1)} s`)
  expect(verdict).toEqual(Object.fromEntries(Object.keys(nothingWrong).map((wrong) => [wrong, []])))
  expect(countsOf(verdict)).toEqual(nothingWrong)
  expect(words).toBeGreaterThan(PARTITIONS)
  expect(world.desks.map(({ counts }) => counts.expired)).toEqual([0, 0, 0])
}, 180_000)
