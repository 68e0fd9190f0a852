// @ts-check
// Builds desk, hub and widget into out/, each only when its sources changed. `--force` builds all; names build only those.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { freshness } from './build/stamp.mjs'
import { putInPlace, targets } from './build/targets.mjs'
import { at } from './lib/root.mjs'

const force = process.argv.includes('--force')
const names = process.argv.slice(2).filter((word) => !word.startsWith('-'))

for (const { name, from, folders, needs, build } of targets) {
  if (!existsSync(at(needs)) || (names.length > 0 && !names.includes(name))) continue
  const { fresh, remember } = freshness(name, from)
  if (!force && fresh && folders.every((folder) => existsSync(at('out', folder)))) continue
  mkdirSync(at('out'), { recursive: true })
  const scratch = mkdtempSync(join(at('out'), '.building-'))
  const began = Date.now()
  try {
    await build(scratch)
    putInPlace(scratch, folders)
    remember()
    console.log(`built the ${name} in ${((Date.now() - began) / 1000).toFixed(1)} s`)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
