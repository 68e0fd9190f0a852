// @ts-check
// `node scripts/ensure.mjs NAME [arguments]` runs scripts/NAME.mjs with everything it needs: the dependencies of the lock, and Node 24.
// This file itself runs on Node 20 with nothing installed.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const stamp = join(modules, '.forecourt-lock')
const lockFile = join(root, 'package-lock.json')

const lockHash = () => createHash('sha256').update(readFileSync(lockFile)).digest('hex')

/** Somebody ran `npm ci` or `npm install` by hand since the lock last changed: as good as ours. */
const installedByHand = () => {
  const written = join(modules, '.package-lock.json')
  return existsSync(written) && statSync(written).mtimeMs >= statSync(lockFile).mtimeMs
}

function install() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()) return
  if (!installedByHand()) {
    console.log('Installing what the lock names (once, about half a minute)…')
    const npm = spawnSync('npm', ['ci'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
    if (npm.status !== 0) {
      console.error('npm ci did not succeed; what it said is above.')
      process.exit(npm.status ?? 1)
    }
  }
  writeFileSync(stamp, lockHash())
}

/** Node 22.18 is the oldest that loads TypeScript by itself. */
const newEnough = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 18)
}

const node24 = () => {
  const os = process.platform === 'win32' ? 'win' : process.platform
  const file = join(modules, `node-${os}-${process.arch}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(file) ? file : undefined
}

/** @param {string} node @param {string[]} args */
function handOver(node, args) {
  const env = { ...process.env, FORECOURT_NODE: 'settled' }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...args], { cwd: root, stdio: 'inherit', env })
  // Ctrl+C reaches the whole group by itself: waiting for the child is all there is to do. SIGTERM is ours alone, so it is passed on.
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('close', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

const [name, ...rest] = process.argv.slice(2)
if (!name || !/^[a-z-]+$/.test(name)) {
  console.error('usage: node scripts/ensure.mjs NAME [arguments]')
  process.exit(1)
}
install()
const preferred = node24()
const settled = process.env.FORECOURT_NODE === 'settled'
delete process.env.FORECOURT_NODE
if (!settled && preferred && process.versions.node.split('.')[0] !== '24') {
  process.env.PATH = `${join(modules, '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`
  handOver(preferred, [name, ...rest])
} else if (newEnough()) {
  process.argv.splice(1, process.argv.length, join(root, 'scripts', `${name}.mjs`), ...rest)
  await import(pathToFileURL(join(root, 'scripts', `${name}.mjs`)).href)
} else {
  console.error(`Forecourt needs Node 22.18 or newer on this machine (this is ${process.versions.node}): https://nodejs.org`)
  process.exit(1)
}
