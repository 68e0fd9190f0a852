// @ts-check
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { at, root } from '../lib/root.mjs'

/** What every build depends on, beside its own sources. */
const common = ['package-lock.json', 'package.json', 'tsconfig.json', 'scripts/build/*.mjs']

/** @param {readonly string[]} globs */
const filesOf = (globs) =>
  globSync([...common, ...globs], { cwd: root })
    .filter((file) => statSync(at(file)).isFile())
    .sort()

/** @param {readonly string[]} files */
const times = (files) =>
  createHash('sha256')
    .update(files.map((file) => `${file} ${statSync(at(file)).mtimeMs} ${statSync(at(file)).size}`).join('\n'))
    .digest('hex')

/** @param {readonly string[]} files */
const contents = (files) => {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(at(file)))
      .update('\0')
  return hash.digest('hex')
}

/** @param {string} file */
const readStamp = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { times: '', contents: '' })

/**
 * Whether what is built still matches its sources: first by their times, which is quick, then by what stands in them.
 * `remember` is to be called once the build is in place.
 * @param {string} name
 * @param {readonly string[]} globs
 */
export function freshness(name, globs) {
  const stamp = at('out', '.stamps', `${name}.json`)
  const files = filesOf(globs)
  const known = readStamp(stamp)
  const now = { times: times(files), contents: '' }
  const remember = () => {
    mkdirSync(dirname(stamp), { recursive: true })
    writeFileSync(stamp, JSON.stringify({ ...now, contents: now.contents || contents(files) }))
  }
  if (known.times === now.times) return { fresh: true, remember }
  now.contents = contents(files)
  const fresh = known.contents === now.contents
  if (fresh) remember()
  return { fresh, remember }
}
