// @ts-check
// npm run hub: the hub alone, with its embedded database and the sample dealer group.
import { buildAll } from './build/all.mjs'
import { ending, stopOnSignal } from './lib/children.mjs'
import { greet, hub } from './lib/hub.mjs'

stopOnSignal()
await buildAll({ only: ['hub', 'widget'] })
const { url, child } = await hub()
greet(url)
process.exit(child ? Number(await ending(child)) : 0)
