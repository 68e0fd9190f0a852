import { expect, test } from 'vitest'
import { runSeed } from './run.ts'
import { howToSee, seeds } from './told.ts'

/** So many worlds of cases that go from hand to hand; a thousand are lived through by hand: `HANDS=1000`. */
const COUNT = Number(process.env.HANDS ?? 20)

test(`S7: one writer at any time in ${COUNT} worlds of taking over, handing back, answering, lost lines and kills, from seed ${seeds.from}`, {
  timeout: 3_600_000,
}, async () => {
  const told = new Map<string, number>()
  for (let seed = seeds.from; seed < seeds.from + COUNT; seed++) {
    const ran = await runSeed(seed, { hands: true })
    expect(ran.faults, howToSee(ran)).toEqual([])
    for (const line of ran.story) {
      const [, what] = /(case\.takeOver|case\.handBack|message\.reply|whisper\.say) kept/.exec(line) ?? []
      if (what) told.set(what, (told.get(what) ?? 0) + 1)
    }
  }
  // Worlds in which nothing of it happened would show nothing.
  for (const what of ['case.takeOver', 'case.handBack', 'message.reply', 'whisper.say'])
    expect(told.get(what) ?? 0, what).toBeGreaterThan(COUNT / 4)
  console.log(`${COUNT} worlds: ${JSON.stringify(Object.fromEntries(told))}`)
})

test('I19: words waited for ever for a thread that the screens left no room for', { timeout: 120_000 }, async () => {
  const ran = await runSeed(54_864_544, { hands: true })
  expect(ran.faults, howToSee(ran)).toEqual([])
})
