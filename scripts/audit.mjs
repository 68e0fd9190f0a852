// @ts-check
// npm run audit [-- --case C-1024] [--expect LINK]: whether the hub's audit is whole, or what was done to one case. Changes nothing.
import { ending, start, stopOnSignal } from './lib/children.mjs'
import { home } from './lib/home.mjs'
import { at } from './lib/root.mjs'

stopOnSignal()
const child = start(process.execPath, [at('src', 'hub', 'index.ts'), 'audit', ...process.argv.slice(2)], {
  env: { ...process.env, FORECOURT_HOME: home() },
})
process.exit(Number((await ending(child)) ?? 1))
