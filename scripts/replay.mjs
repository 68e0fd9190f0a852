// @ts-check
// npm run replay -- DIR: sends real data through the hub's real doors.
import { ending, start, stopOnSignal } from './lib/children.mjs'
import { hubAddress } from './lib/hub.mjs'
import { at } from './lib/root.mjs'

stopOnSignal()
const child = start(process.execPath, [at('scripts', 'replay', 'main.ts'), ...process.argv.slice(2)], {
  env: { ...process.env, FORECOURT_HUB: hubAddress() },
})
process.exit(Number(await ending(child)))
