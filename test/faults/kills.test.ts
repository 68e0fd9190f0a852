import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { between, chanceOf, oneOf } from '../support/chance.ts'
import { countsOf, nothingWrong } from './checker.ts'
import { killPostgres } from './hub-data.ts'
import { World } from './world.ts'

const KILLS = { hub: 10, engine: 10, postgres: 2 }
const seed = Number(process.env.FORECOURT_SEED ?? Date.now() % 1_000_000)
let world: World

beforeAll(async () => {
  world = await World.start(seed)
}, 120_000)

afterAll(() => world.close(), 60_000)

test(`I1 I2 I4 I9 I18 I20: ten kills of the hub, ten of engines and two of PostgreSQL take no word with them (seed ${seed})`, async () => {
  await world.talk(60)
  const chance = chanceOf(seed)
  const done = { hub: 0, engine: 0, postgres: 0 }
  const engines = async (): Promise<void> => {
    for (; done.engine < KILLS.engine; done.engine++) {
      const desk = oneOf(chance, world.desks)
      await pause(between(chance, 200, 1_200))
      await desk.kill()
      await desk.begin()
    }
  }
  const hub = async (): Promise<void> => {
    for (; done.hub < KILLS.hub; done.hub++) {
      await pause(between(chance, 300, 1_500))
      if (done.hub % 5 === 2 && killPostgres(world.hub.home)) {
        done.postgres++
        await pause(between(chance, 100, 1_500))
      }
      await world.hub.kill()
      await world.hub.start()
    }
  }
  await Promise.all([engines(), hub()])
  const { verdict, settledMs, words } = await world.rest()
  console.log(`killed ${JSON.stringify(done)}, ${words} words, at rest after ${(settledMs / 1_000).toFixed(1)} s`)
  expect(verdict).toEqual(Object.fromEntries(Object.keys(nothingWrong).map((wrong) => [wrong, []])))
  expect(countsOf(verdict)).toEqual(nothingWrong)
  expect(done).toEqual(KILLS)
  expect(words).toBeGreaterThan(50)
  expect(world.desks.map(({ counts }) => counts.backwards)).toEqual([0, 0, 0])
}, 600_000)
