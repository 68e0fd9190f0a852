// @ts-check
// Builds desk, hub and widget into out/, each only when its sources changed. `--force` builds all; names build only those.
import { buildAll } from './build/all.mjs'

const words = process.argv.slice(2)
await buildAll({ force: words.includes('--force'), only: words.filter((word) => !word.startsWith('-')) })
