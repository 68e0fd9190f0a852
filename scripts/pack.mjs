// @ts-check
// npm run pack: unpacked builds of desk and hub in release/, each verified. `desk` or `hub` packs only that one; `--to DIR` puts it elsewhere.
import { resolve } from 'node:path'
import { buildAll } from './build/all.mjs'
import { at } from './lib/root.mjs'
import { packDesk } from './pack/desk.mjs'
import { packHub } from './pack/hub.mjs'

const words = process.argv.slice(2)
const toAt = words.indexOf('--to')
const to = toAt < 0 ? at('release') : resolve(words[toAt + 1] ?? 'release')
/** @param {string} part */
const packs = (part) => words.includes(part) || (!words.includes('desk') && !words.includes('hub'))

await buildAll({ only: [...(packs('desk') ? ['desk'] : []), ...(packs('hub') ? ['hub', 'widget'] : [])] })
if (packs('desk')) await packDesk(to)
if (packs('hub')) packHub(to)
