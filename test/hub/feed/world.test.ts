import { expect, test } from 'vitest'
import { ids } from '../support/rows.ts'
import { World } from '../support/world.ts'

const STEPS = 260

/** Lives through one seed; the world at rest. */
async function live(seed: number, crashing: boolean): Promise<World> {
  const world = new World(seed)
  await world.begin()
  world.crashes(crashing)
  for (let step = 0; step < STEPS; step++) await world.step()
  await world.rest()
  return world
}

test('I11: of ten thousand answers to random desks, none holds anything its reader may not see at that moment', async () => {
  let answers = 0
  for (let seed = 1; answers < 10_000; seed++) {
    const world = await live(seed, false)
    expect(world.faults, `seed ${seed}`).toEqual([])
    answers += world.answers
    await world.tailer.stop()
  }
  expect(answers).toBeGreaterThanOrEqual(10_000)
}, 120_000)

test('I1, I2, I3, I6: through crashes of the store every word is decided once, shown with its effect, and all desks end equal to the truth', async () => {
  for (let seed = 1_000; seed < 1_020; seed++) {
    const world = await live(seed, true)
    expect(world.faults, `seed ${seed}`).toEqual([])
    for (const { desk, unheard } of world.seats) {
      expect(desk.picture(), `seed ${seed}`).toEqual(world.truthFor(desk))
      expect(
        unheard.filter(({ id }) => !desk.decided.has(ids.command(id))),
        `seed ${seed}`,
      ).toEqual([])
    }
    expect(
      [...world.notes().values()].every((times) => times === 1),
      `seed ${seed}`,
    ).toBe(true)
    await world.tailer.stop()
  }
}, 120_000)
