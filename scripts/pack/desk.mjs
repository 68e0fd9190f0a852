// @ts-check
import { existsSync, globSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { extractAll, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { electronBinary } from '../lib/electron.mjs'
import { at, root } from '../lib/root.mjs'
import { tool } from '../lib/run.mjs'
import { writeFakeElectron } from './fake-electron.mjs'

const mostBytes = 12_000_000
const on = '1'.charCodeAt(0)
const off = '0'.charCodeAt(0)

/** The fuses as they must be in the packed binary. */
const fuses = [
  { fuse: FuseV1Options.RunAsNode, state: off },
  { fuse: FuseV1Options.EnableCookieEncryption, state: on },
  { fuse: FuseV1Options.EnableNodeOptionsEnvironmentVariable, state: off },
  { fuse: FuseV1Options.EnableNodeCliInspectArguments, state: off },
  { fuse: FuseV1Options.EnableEmbeddedAsarIntegrityValidation, state: on },
  { fuse: FuseV1Options.OnlyLoadAppFromAsar, state: on },
  { fuse: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot, state: off },
  { fuse: FuseV1Options.GrantFileProtocolExtraPrivileges, state: off },
]

const native = `node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`

/** Every file that the package may hold: no more, no less. */
function expectedFiles() {
  const built = globSync('out/{main,preload,renderer}/**', { cwd: root }).filter(
    (file) => statSync(at(file)).isFile() && !file.endsWith('.map'),
  )
  const database = globSync('node_modules/better-sqlite3/lib/**', { cwd: root }).filter((file) => statSync(at(file)).isFile())
  return [
    ...built,
    ...database,
    'node_modules/better-sqlite3/package.json',
    'node_modules/better-sqlite3/LICENSE',
    native,
    'package.json',
  ].sort()
}

/** @param {string} archive @param {(file: string) => boolean} isFolder */
const filesIn = (archive, isFolder) =>
  listPackage(archive, { isPack: false })
    .map((file) => file.replace(/^[\\/]/, '').replaceAll('\\', '/'))
    .filter((file) => !isFolder(file))
    .sort()

/** @param {string} folder @returns {string[]} */
const tree = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(folder, file)).isFile())
    : []

/** @param {readonly string[]} found @param {readonly string[]} expected @param {string} what */
function same(found, expected, what) {
  const more = found.filter((file) => !expected.includes(file))
  const less = expected.filter((file) => !found.includes(file))
  if (more.length + less.length > 0)
    throw new Error(`${what} should not hold: ${more.join(', ') || 'nothing'}; lacks: ${less.join(', ') || 'nothing'}`)
}

/**
 * Throws unless the package is exactly what it should be.
 * @param {string} unpacked
 */
async function verify(unpacked) {
  const resources = join(unpacked, 'resources')
  const archive = join(resources, 'app.asar')
  const scratch = mkdtempSync(join(tmpdir(), 'forecourt-asar-'))
  try {
    extractAll(archive, scratch)
    const files = filesIn(archive, (file) => existsSync(join(scratch, file)) && statSync(join(scratch, file)).isDirectory())
    same(files, expectedFiles(), 'the package')
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  same(tree(join(resources, 'app.asar.unpacked')), [native], 'what lies beside the package')
  const wire = await getCurrentFuseWire(join(unpacked, 'forecourt'))
  for (const { fuse, state } of fuses) {
    if (wire[fuse] !== state) throw new Error(`the fuse ${FuseV1Options[fuse]} is ${wire[fuse]}, should be ${state}`)
  }
  const bytes = tree(resources).reduce((sum, file) => sum + statSync(join(resources, file)).size, 0)
  if (bytes > mostBytes) throw new Error(`the package has ${bytes} bytes; it may have ${mostBytes}`)
  return { files: expectedFiles().length, bytes }
}

/**
 * The desk as a folder that starts by a double click, verified.
 * @param {string} to
 */
export async function packDesk(to) {
  const real = electronBinary() ? at('node_modules/electron/dist') : undefined
  if (!real && process.platform !== 'linux') {
    console.log('The desk is packed only where Electron has been fetched (`npx install-electron`), or on Linux.')
    return
  }
  const scratch = mkdtempSync(join(tmpdir(), 'forecourt-electron-'))
  try {
    if (!real) writeFakeElectron(scratch)
    const settings = [`-c.electronDist=${real ?? scratch}`, `-c.directories.output=${to}`]
    const { code, text } = await tool('electron-builder/cli.js', ['--dir', '--publish', 'never', ...settings], {
      env: { ELECTRON_BUILDER_OFFLINE: 'true', CSC_IDENTITY_AUTO_DISCOVERY: 'false' },
    })
    if (code !== 0) throw new Error(`electron-builder could not pack the desk\n${text}`)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  if (process.platform !== 'linux') return
  const unpacked = join(to, process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`)
  const { files, bytes } = await verify(unpacked)
  const about = `${files} files, ${(bytes / 1e6).toFixed(1)} MB beside Electron's own, every fuse as it should be`
  console.log(`the desk: ${relative(root, unpacked)} (${about})`)
  if (!real) console.log('  Electron could not be fetched: its own files there are empty, ours are real')
}
