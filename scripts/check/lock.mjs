// @ts-check
// Fails when package-lock.json lacks a platform package that some dependency names: npm ci would then refuse the lock on that platform.
import { readFileSync } from 'node:fs'
import { missing } from '../lib/lock.mjs'
import { at } from '../lib/root.mjs'

const lacking = missing(JSON.parse(readFileSync(at('package-lock.json'), 'utf8')))
if (lacking.length > 0) {
  console.error(`package-lock.json lacks ${lacking.map(({ name }) => name).join(', ')}\nrun node scripts/lock-complete.mjs`)
  process.exit(1)
}
