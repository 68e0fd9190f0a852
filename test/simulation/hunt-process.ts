import { planted } from './planted.ts'
import { runSeed } from './run.ts'

// Looks for a seed that shows each planted bug: `node test/simulation/hunt-process.ts [name] [first]`. The kept seed comes first.
const [wanted, first = '1'] = process.argv.slice(2)
const MOST = 500

for (const [name, { planting, shows, seed: kept }] of Object.entries(planted)) {
  if (wanted && !name.includes(wanted)) continue
  let found: string | null = null
  const seeds = [kept, ...Array.from({ length: MOST }, (_, place) => Number(first) + place)]
  for (const seed of seeds) {
    const { faults } = await runSeed(seed, planting)
    const shown = faults.find((fault) => shows.test(fault))
    if (shown) found = `seed ${seed}: ${shown}`
    if (found) break
  }
  console.log(`${name}: ${found ?? 'NOT FOUND'}`)
}
