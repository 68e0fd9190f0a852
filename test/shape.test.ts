import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Ban, banned, barrels, loop, type Sources, strays, tooLong } from './support/shape.ts'

const root = join(import.meta.dirname, '..')

const read = (...folders: string[]): Sources =>
  new Map(
    folders
      .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !file.endsWith('.d.ts') && !/\/locales?\//.test(file))
      .map((file) => [file, readFileSync(join(root, file), 'utf8')]),
  )

const sources = read('src', 'host', 'scripts')
const rooms = ['domain', 'hub', 'main', 'preload', 'renderer', 'widget']

const src = /^src\//
const bans: readonly Ban[] = [
  { word: /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b/, within: /^src\/domain\// },
  { word: /\bsetTimeout\b|\bsetInterval\b|\btoLocale\w+|\blocaleCompare\b|\bglobalThis\b/, within: /^src\/domain\// },
  { word: /\bipcMain\b/, within: src, except: /^src\/main\/bridge\.ts$/ },
  { word: /\bipcRenderer\b/, within: src, except: /^src\/preload\// },
  { word: /\bloadFile\b|file:\/\/|<webview|\bopenPath\b/, within: src },
  { word: /\bnodeIntegration\w*: true|\bwebSecurity: false|\bcontextIsolation: false|\bsandbox: false/, within: src },
  { word: /\bwebviewTag: true|\ballowRunningInsecureContent\b|\bexperimentalFeatures\b|\benableBlinkFeatures\b/, within: src },
  { word: /\bdangerouslySetInnerHTML\b|\.innerHTML\b|\beval\(|\bnew Function\(/, within: src },
  { word: /\bfetch\(|\bXMLHttpRequest\b|\bnew WebSocket\b/, within: /^src\/renderer\// },
  { word: /@ts-ignore|@ts-nocheck|@ts-expect-error|biome-ignore|eslint-disable/, within: /./, comments: true },
  { word: /\b(TODO|FIXME|XXX)\b/, within: /./, comments: true },
  { word: /\bexport default\b|\bas default\b/, within: /./ },
  { word: /\bsafeStorage\.(encryptString|decryptString|isEncryptionAvailable)\(/, within: src },
]

test('the sources are found, in every room that has any', () => {
  const count = (room: string): number => [...sources.keys()].filter((file) => file.startsWith(`src/${room}/`)).length
  expect(rooms.filter((room) => count(room) === 0)).toEqual([])
  expect(sources.size).toBeGreaterThan(20)
})

test('no room imports a room or a package that it may not', () => {
  expect(strays(sources)).toEqual([])
})

test('no import leads back to where it began, types included', () => {
  expect(loop(sources)).toEqual([])
})

test('no file outgrows 300 lines', () => {
  expect(tooLong(sources, 300)).toEqual([])
})

test('no file only passes on what others wrote', () => {
  expect(barrels(sources)).toEqual([])
})

test('no index file stands anywhere but at the door of a room', () => {
  const doors = /^(src\/[a-z]+|host\/api)\/index\.tsx?$/
  expect([...sources.keys()].filter((file) => /\/index\.\w+$/.test(file) && !doors.test(file))).toEqual([])
})

test('every file is named in kebab-case', () => {
  expect([...sources.keys()].filter((file) => !/^[a-z0-9/.-]+$/.test(file))).toEqual([])
})

test('no forbidden word is written', () => {
  expect(banned(sources, bans)).toEqual([])
})

const plant = (...files: [string, string][]): Sources => new Map(files)

test('a planted import of another room is named', () => {
  const planted = plant(['src/renderer/a.ts', "import { open } from '../hub/open.ts'"], ['src/hub/open.ts', 'export const open = 1'])
  expect(strays(planted)).toEqual(['src/renderer/a.ts -> src/hub/open.ts'])
})

test('a planted import of a package the room may not see is named, types and dynamic imports too', () => {
  const planted = plant(
    ['src/domain/a.ts', "import type { Stats } from 'node:fs'"],
    ['src/renderer/b.ts', "const c = await import('electron')"],
    ['src/domain/d.ts', "import { z } from 'zod'"],
  )
  expect(strays(planted)).toEqual(['src/domain/a.ts -> node:fs', 'src/renderer/b.ts -> electron'])
})

test('a planted loop of three files is named, though one link is only a type', () => {
  const planted = plant(
    ['src/hub/a.ts', "import { b } from './b.ts'"],
    ['src/hub/b.ts', "import type { C } from './deep/c.ts'"],
    ['src/hub/deep/c.ts', "import { a } from '../a.ts'"],
  )
  expect(loop(planted)).toEqual(['src/hub/a.ts', 'src/hub/b.ts', 'src/hub/deep/c.ts', 'src/hub/a.ts'])
})

test('a planted long file, a planted barrel and a planted default export are named', () => {
  expect(tooLong(plant(['src/hub/a.ts', 'a\n'.repeat(301)], ['src/hub/b.ts', 'b\n'.repeat(300)]), 300)).toEqual(['src/hub/a.ts: 301'])
  const passing = "import { a } from './a.ts'\n// ours\nexport { a }\nexport type {\n  B,\n} from './b.ts'\n"
  expect(barrels(plant(['src/hub/c.ts', passing], ['src/hub/d.ts', "import { a } from './a.ts'\nexport const b = a\n"]))).toEqual([
    'src/hub/c.ts',
  ])
  expect(banned(plant(['src/hub/e.ts', 'export default 1']), bans)).toEqual(['src/hub/e.ts:1 export default'])
})

test('planted words are named where they are forbidden, and only in code', () => {
  const planted = plant(
    ['src/domain/a.ts', '// never Date.now here\nexport const a = Date.now()'],
    ['src/hub/b.ts', 'export const b = Date.now()'],
    ['src/main/window.ts', 'const options = { webSecurity: false }'],
    ['src/main/bridge.ts', "import { ipcMain } from 'electron'"],
    ['src/main/other.ts', "import * as electron from 'electron'\nelectron.ipcMain.handle('x', () => 1)"],
    ['src/renderer/c.tsx', '// biome-ignore lint: no'],
  )
  expect(banned(planted, bans)).toEqual([
    'src/domain/a.ts:2 Date.now',
    'src/main/window.ts:1 webSecurity: false',
    'src/main/other.ts:2 ipcMain',
    'src/renderer/c.tsx:1 biome-ignore',
  ])
})
