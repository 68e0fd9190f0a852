import { dirname, join } from 'node:path/posix'

/** Every source file, by its path from the repository's root. */
export type Sources = ReadonlyMap<string, string>

const literalOrComment = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g

/** The source with comments blanked out, so that words in them count for nothing. Line breaks stay. */
export const code = (source: string): string =>
  source.replace(literalOrComment, (match) => (match.startsWith('/') ? match.replace(/[^\n]/g, ' ') : match))

/** Each thing a file imports or passes on, types and dynamic imports included. */
export const specifiers = (source: string): string[] =>
  [...code(source).matchAll(/(?<!['"])(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"\n]+)['"]/g)].map(([, to]) => to ?? '')

const reached = (file: string, source: string): string[] =>
  specifiers(source)
    .filter((to) => to.startsWith('.'))
    .map((to) => join(dirname(file), to.split('?')[0] ?? to))

/** The room a file stands in: `src/hub/...` stands in `src/hub`, `host/...` in `host`. */
export const roomOf = (file: string): string =>
  file
    .split('/')
    .slice(0, file.startsWith('src/') ? 2 : 1)
    .join('/')

/** Packages a room may not do without, or may not see; a room that is not named may import what it likes. */
const packages: Readonly<Record<string, RegExp>> = {
  'src/domain': /^(zod|temporal-polyfill|@js-temporal\/polyfill)(\/|$)/,
  'src/preload': /^electron$/,
  'src/renderer': /^(?!node:|electron$|socket\.io|better-sqlite3|fastify|pg$|kysely)/,
  'src/widget': /^socket\.io-client$/,
  'src/hub': /^(?!electron$|better-sqlite3|react)/,
  'src/main': /^(?!fastify|pg$|kysely|react|socket\.io$)/,
  // The types of the DevTools protocol come with Playwright; at run time the stand-in needs nothing but Node.
  host: /^(node:|@playwright\/test$)/,
}

/** Where a room that stands outside the house may step; every room inside stands on domain alone. */
const floors: Readonly<Record<string, RegExp>> = { host: /^$/, scripts: /^(host|src\/domain|src\/hub\/sample)\// }

/** Imports into a room from which nothing may be taken, as `from -> to`. */
export const strays = (sources: Sources): string[] =>
  [...sources].flatMap(([file, source]) => {
    const room = roomOf(file)
    const may = packages[room]
    const wrongRooms = reached(file, source).filter((to) => roomOf(to) !== room && !(floors[room] ?? /^src\/domain\//).test(to))
    const wrongPackages = specifiers(source).filter((to) => !to.startsWith('.') && may !== undefined && !may.test(to))
    return [...wrongRooms, ...wrongPackages].map((to) => `${file} -> ${to}`)
  })

/** The first import path found that leads back to where it began, or nothing. Types count: they bind as tightly as values. */
export function loop(sources: Sources): string[] {
  const done = new Set<string>()
  const walk = (file: string, path: readonly string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    const source = sources.get(file)
    if (done.has(file) || source === undefined) return []
    for (const to of reached(file, source)) {
      const found = walk(to, [...path, file])
      if (found.length > 0) return found
    }
    done.add(file)
    return []
  }
  for (const file of sources.keys()) {
    const found = walk(file, [])
    if (found.length > 0) return found
  }
  return []
}

/** Files longer than `most` lines, with their length. */
export const tooLong = (sources: Sources, most: number): string[] =>
  [...sources]
    .map(([file, source]) => ({ file, lines: source.replace(/\n$/, '').split('\n').length }))
    .filter(({ lines }) => lines > most)
    .map(({ file, lines }) => `${file}: ${lines}`)

const passesOn = (source: string): boolean => {
  const text = code(source)
  const own = text
    .replace(/^\s*(import|export)\b[^;]*?\bfrom\s*['"][^'"]+['"];?/gm, '')
    .replace(/^\s*export\s*\{[^}]*\};?/gm, '')
    .replace(/^\s*import\s*['"][^'"]+['"];?/gm, '')
  return /\bexport\b/.test(text) && own.trim() === ''
}

/** Files that only pass on what others wrote, and every `export *`. */
export const barrels = (sources: Sources): string[] =>
  [...sources].filter(([, source]) => passesOn(source) || /\bexport\s*\*/.test(code(source))).map(([file]) => file)

/** A word that may not be written, and the files where it may after all. */
export interface Ban {
  readonly word: RegExp
  readonly within: RegExp
  readonly except?: RegExp
  /** Comments count too: true of words that silence a check. */
  readonly comments?: true
}

/** Each place where a banned word stands, as `file:line word`. */
export const banned = (sources: Sources, bans: readonly Ban[]): string[] =>
  [...sources].flatMap(([file, source]) =>
    bans
      .filter(({ within, except }) => within.test(file) && !except?.test(file))
      .flatMap(({ word, comments }) =>
        (comments ? source : code(source))
          .split('\n')
          .flatMap((line, index) => (word.test(line) ? [`${file}:${index + 1} ${word.exec(line)?.[0] ?? ''}`] : [])),
      ),
  )
