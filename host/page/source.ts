import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import type { PreloadConfig } from './preload-world.ts'

const pageFiles = ['clone-kinds.ts', 'crossing.ts', 'endpoint.ts', 'open.ts']
const preloadFiles = [
  'clone-kinds.ts',
  'encode.ts',
  'decode.ts',
  'crossing.ts',
  'endpoint.ts',
  'page-emitter.ts',
  'ipc-renderer.ts',
  'preload-world.ts',
]

/** The files of this folder as one plain script: types gone, and imports with them, for all stand in one scope. */
const script = (files: readonly string[]): string =>
  files
    .map((file) => stripTypeScriptTypes(readFileSync(join(import.meta.dirname, file), 'utf8')))
    .map((text) => text.replace(/^import\s[\s\S]*?\sfrom '[^']+'$/gm, '').replace(/^export /gm, ''))
    .join('\n')

let page: string | undefined
let preload: string | undefined

/** The names of the two events that the worlds of one page talk by. */
export interface LineNames {
  readonly up: string
  readonly down: string
}

/** What runs first in a page's own world. */
export function pageScript({ up, down }: LineNames): string {
  page ??= script(pageFiles)
  const names = JSON.stringify({ out: up, in: down })
  return `if (window === window.top) (() => {${page}\nconst endpoint = new Endpoint(${names})\ncatchOpening((details) => endpoint.open(details))\n})()`
}

/** What runs first in the preload's world: its surroundings, then the preload itself, which sees nothing of ours by name. */
export function preloadScript(
  { up, down }: LineNames,
  config: PreloadConfig,
  source: { readonly text: string; readonly url: string },
): string {
  preload ??= script(preloadFiles)
  const names = JSON.stringify({ out: down, in: up })
  const surroundings = `(() => {${preload}\nreturn (run) => startPreload(${JSON.stringify(config)}, new Endpoint(${names}), run)})()`
  const run = `({ require, process, module }) => ((exports, Buffer, global) => {${source.text}\n})(module.exports, undefined, globalThis)`
  return `if (window === window.top) (${surroundings})(${run})\n//# sourceURL=${source.url}`
}
