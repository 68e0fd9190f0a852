// @ts-check
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { at } from '../lib/root.mjs'
import { freshness } from './stamp.mjs'
import { putInPlace, targets } from './targets.mjs'

/** @param {(typeof targets)[number]} target */
async function buildOne({ name, folders, build }) {
  mkdirSync(at('out'), { recursive: true })
  const scratch = mkdtempSync(join(at('out'), '.building-'))
  const began = Date.now()
  try {
    await build(scratch)
    putInPlace(scratch, folders)
    console.log(`built the ${name} in ${((Date.now() - began) / 1000).toFixed(1)} s`)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/**
 * Builds into out/ whatever is no longer what its sources say.
 * @param {{ force?: boolean, only?: readonly string[] }} [options]
 */
export async function buildAll({ force = false, only = [] } = {}) {
  for (const target of targets) {
    if (!existsSync(at(target.needs)) || (only.length > 0 && !only.includes(target.name))) continue
    const { fresh, remember } = freshness(target.name, target.from)
    if (!force && fresh && target.folders.every((folder) => existsSync(at('out', folder)))) continue
    await buildOne(target)
    remember()
  }
}
