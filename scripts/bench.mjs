// @ts-check
// npm run bench: runs bench/*.bench.ts one after another (or those whose names are given), writes bench/results.json and docs/performance.md.
// A bench prints one line of JSON for each figure; every other line is for the reader:
//   { "name": "...", "unit": "ms", "ours": 1.2, "low": 1.1, "high": 1.4, "against": "what it is measured against", "theirs": 1.0,
//     "ratio": 1.2, "limit": 1.5, "rounds": 5, "note": "..." }
// `limit` is the most that `ratio` may be (`"atLeast": true`: the least); a figure without a limit is only reported.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { basename } from 'node:path'
import { figuresOf } from './bench/figures.mjs'
import { performancePage } from './bench/page.mjs'
import { buildAll } from './build/all.mjs'
import { at } from './lib/root.mjs'
import { run } from './lib/run.mjs'

const only = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const file = at('bench', 'results.json')
const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).benches : {}
const benches = readdirSync(at('bench'))
  .filter((name) => name.endsWith('.bench.ts'))
  .map((name) => basename(name, '.bench.ts'))
  .sort()

await buildAll()
/** @type {import('./bench/figures.mjs').Results['benches']} */
const results = {}
let failed = 0
for (const name of benches) {
  if (only.length > 0 && !only.includes(name)) {
    if (known[name]) results[name] = known[name]
    continue
  }
  console.log(`\n== ${name}`)
  const { code, text, seconds } = await run(process.execPath, ['--expose-gc', at('bench', `${name}.bench.ts`)], { show: true })
  const figures = figuresOf(text)
  const over = figures.filter(({ holds }) => holds === false)
  if (code !== 0 || over.length > 0) failed++
  results[name] = { at: new Date().toISOString(), seconds, ended: code === 0, figures }
  for (const { name: figure, ratio, limit } of over) console.log(`over the limit: ${figure} is ${ratio}, may be ${limit}`)
}
/** @type {import('./bench/figures.mjs').Results} */
const all = {
  machine: {
    node: process.versions.node,
    platform: process.platform,
    cpus: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
  },
  benches: results,
}
mkdirSync(at('docs'), { recursive: true })
writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`)
writeFileSync(at('docs', 'performance.md'), performancePage(all, benches))
console.log(`\n${benches.length - failed} benches hold, ${failed} do not; docs/performance.md is up to date`)
process.exitCode = failed > 0 ? 1 : 0
