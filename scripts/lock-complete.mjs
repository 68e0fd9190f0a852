// @ts-check
// After any `npm install`: adds the lock entries of platform packages that the registry in use does not serve, so that `npm ci` accepts the lock.
import { readFileSync, writeFileSync } from 'node:fs'
import { missing, platformEntry } from './lib/lock.mjs'
import { at } from './lib/root.mjs'

const file = at('package-lock.json')
const lock = JSON.parse(readFileSync(file, 'utf8'))
const lacking = missing(lock)
for (const each of lacking) lock.packages[`node_modules/${each.name}`] = platformEntry(each)
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([one], [other]) => (one < other ? -1 : 1)))
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
console.log(lacking.length === 0 ? 'the lock was complete' : `added ${lacking.map(({ name }) => name).join(', ')}`)
