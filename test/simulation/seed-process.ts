import { runSeed } from './run.ts'

// Runs seeds by hand: `node test/simulation/seed-process.ts 7` tells the whole story of one, `... 1-200` judges many.
// With `HANDS=1` they are worlds in which cases go from hand to hand.
const [wanted = '1', verbose] = process.argv.slice(2)
const hands = process.env.HANDS !== undefined
const [first, last = first] = wanted.split('-').map(Number)
const began = performance.now()
let bad = 0
for (let seed = first ?? 1; seed <= (last ?? 1); seed++) {
  const ran = await runSeed(seed, hands ? { hands } : {})
  if (ran.faults.length > 0) {
    bad++
    console.log(`seed ${seed}: ${ran.faults.length} faults\n  ${ran.faults.slice(0, 4).join('\n  ')}`)
  }
  if (first === last) {
    if (verbose) console.log(ran.story.join('\n'))
    console.log(JSON.stringify({ ...ran, story: ran.story.length, faults: ran.faults.length }))
  }
}
const seconds = (performance.now() - began) / 1_000
console.log(`${(last ?? 1) - (first ?? 1) + 1} seeds in ${seconds.toFixed(1)} s, ${bad} bad`)
