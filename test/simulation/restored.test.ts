import { expect, test } from 'vitest'
import { work, write } from './world/work.ts'
import { World } from './world/world.ts'

test('I18: of a backup that was put back without a word, and written on until the feed was longer than before, a desk still says again what was forgotten', {
  timeout: 120_000,
}, async () => {
  const world = new World(1)
  try {
    await world.begin()
    await world.timeline.run(10_000)
    world.begun = world.journal.now.head
    const [author] = world.desks
    if (!author) throw new Error('a world has desks')
    const head = (): number => world.store.history.feed.head
    const known = (command: string): boolean => world.store.history.record(command, head()) !== null
    const theirs = (): readonly string[] => world.said.filter(({ desk }) => desk === author).map(({ command }) => command)
    while (theirs().filter(known).length < 6) {
      work(world, author)
      await world.timeline.run(1_000)
    }
    const said = theirs().filter(known)
    const [was, epoch] = [head(), world.store.history.feed.epoch]
    for (const { parts } of world.desks) parts.caller.change({ up: 'blocked', down: 'blocked' })
    world.restore(was - world.begun, { silently: true })
    await world.timeline.run(10_000)
    while (head() <= was) {
      write(world)
      await world.timeline.run(1_000)
    }
    expect(said.filter(known)).toEqual([])
    expect(world.store.history.feed.epoch).toBe(epoch)
    author.parts.caller.change({ up: 'clear', down: 'clear' })
    await world.timeline.run(120_000)
    expect(world.store.history.feed.epoch).not.toBe(epoch)
    expect(said.filter((command) => !known(command))).toEqual([])
    expect(author.engine.replica.epoch).toBe(world.store.history.feed.epoch)
  } finally {
    world.end()
  }
})
