// @ts-check
// After any `npm install`: adds the lock entries of platform packages that the registry in use does not serve, so that `npm ci` accepts the lock.
import { readFileSync, writeFileSync } from 'node:fs'
import { missing, platformEntry } from './lib/lock.mjs'
import { at } from './lib/root.mjs'

const file = at('package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
// One at a time: an entry for one package may take the place that the next would have had.
let added = 0
for (let [first] = missing(lock); first; [first] = missing(lock)) {
  lock.packages[first.place] = platformEntry(first)
  added++
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([one], [other]) => (one < other ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(`added ${added} entries`)
