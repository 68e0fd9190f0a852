import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { RealHub } from '../support/real-hub.ts'
import { readHub } from './hub-data.ts'

let hub: RealHub

beforeAll(async () => {
  hub = await RealHub.start()
}, 120_000)

afterAll(() => hub.stop(), 60_000)

test('a hub that is left alone writes nothing, so no desk hears of anything', async () => {
  // What it does once at its start is over when the feed stands still for a while.
  let head = -1
  for (let tries = 0; tries < 20 && head !== (await readHub(hub.home)).head; tries++) {
    head = (await readHub(hub.home)).head
    await pause(500)
  }
  await pause(2_000)
  expect((await readHub(hub.home)).head).toBe(head)
}, 60_000)
