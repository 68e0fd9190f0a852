import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { until } from '../support/desk.ts'
import { countsOf, nothingWrong } from './checker.ts'
import { type FaultDesk, mayMount } from './desk.ts'
import { World } from './world.ts'

const seed = Number(process.env.FORECOURT_SEED ?? Date.now() % 1_000_000)
const ownDisk = mayMount()
let world: World

beforeAll(async () => {
  world = await World.start(seed, ownDisk ? { diskMb: 24 } : {})
}, 120_000)

afterAll(() => world.close(), 60_000)

const desk = (name: string): FaultDesk => {
  const found = world.desks.find((one) => one.name === name)
  if (!found) throw new Error(`there is no ${name}`)
  return found
}

afterEach(async () => {
  const { verdict } = await world.rest()
  expect(verdict).toEqual(Object.fromEntries(Object.keys(nothingWrong).map((wrong) => [wrong, []])))
  expect(countsOf(verdict)).toEqual(nothingWrong)
}, 120_000)

test('a desk whose file may grow no more says so of each word, keeps what it kept, and goes on when there is room', async () => {
  const lena = desk('lena')
  await world.talk(30)
  await until(() => lena.words.length > 10)
  lena.tell({ do: 'disk', full: true })
  await until(() => lena.counts.refused > 3, 30_000)
  lena.tell({ do: 'disk', full: false })
  const kept = lena.words.length
  await until(() => lena.words.length > kept + 10, 30_000)
}, 120_000)

test.skipIf(!ownDisk)(
  'a disk that is truly full takes no word that was kept, and nothing is doubled when there is room again',
  async () => {
    const mareike = desk('mareike')
    await world.talk(30)
    await until(() => mareike.words.length > 10)
    mareike.tell({ do: 'disk', full: true })
    await until(() => mareike.counts.full > 0, 30_000)
    await pause(5_000)
    mareike.tell({ do: 'disk', full: false })
    const kept = mareike.words.length
    await until(() => mareike.words.length > kept + 10, 30_000)
  },
  120_000,
)

test('I16: a clock that jumps an hour ahead while a desk is cut off changes no order and loses no word', async () => {
  const gareth = desk('gareth')
  await world.talk(30)
  await until(() => gareth.words.length > 5)
  gareth.proxy.weather({ refuse: true })
  gareth.proxy.reset()
  const before = gareth.words.length
  await until(() => gareth.words.length > before + 5)
  gareth.tell({ do: 'clock', ms: 3_600_000 })
  await until(() => gareth.words.length > before + 10)
}, 120_000)

test('I16: a clock that falls back ten years, and comes forward again, changes no order and loses no word', async () => {
  const gareth = desk('gareth')
  await world.talk(30)
  const before = gareth.words.length
  await until(() => gareth.words.length > before + 5)
  gareth.tell({ do: 'clock', ms: -3_650 * 86_400_000 })
  await until(() => gareth.words.length > before + 15)
  gareth.proxy.reset()
  await until(() => gareth.words.length > before + 25)
  gareth.tell({ do: 'clock', ms: 3_650 * 86_400_000 - 3_600_000 })
  await until(() => gareth.words.length > before + 35)
}, 120_000)
