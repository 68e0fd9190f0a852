// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { at } from './root.mjs'

const folder = at('node_modules', 'electron')
const failedBefore = at('node_modules', '.forecourt-no-electron')
const day = 86_400_000

/** Electron's own executable, where it has been fetched. */
export function electronBinary() {
  const name = join(folder, 'path.txt')
  if (!existsSync(name)) return undefined
  const binary = join(folder, 'dist', readFileSync(name, 'utf8'))
  return existsSync(binary) ? binary : undefined
}

/** Electron's executable, fetched if need be. A machine that cannot reach it is asked again after a day. */
export function fetchedElectron() {
  const there = electronBinary()
  if (there) return there
  if (existsSync(failedBefore) && Date.now() - statSync(failedBefore).mtimeMs < day) return undefined
  console.log('Fetching Electron (once)…')
  const got = spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: 240_000 })
  const binary = got.status === 0 ? electronBinary() : undefined
  if (!binary) writeFileSync(failedBefore, 'Electron could not be fetched; delete this file to try again at once.\n')
  return binary
}

/** The stand-in: laid out like Electron, with the Chromium of this machine for its windows. */
export const standIn = at('host', 'bin', process.platform === 'win32' ? 'electron.cmd' : 'electron')
