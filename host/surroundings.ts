import { readFileSync, statSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { dirname, extname, join, resolve } from 'node:path'
import { electronNames } from './api/index.ts'
import { type AppPackage, state } from './state.ts'

const readJson = (file: string): { version?: string } & AppPackage => JSON.parse(readFileSync(file, 'utf8'))

/** The version of Electron whose types the stand-in is checked against. */
export const electronVersion = (): string => readJson(join(import.meta.dirname, '../node_modules/electron/package.json')).version ?? '0.0.0'

/** The app's main file, from its folder or as given, and how it wants to be loaded. */
export function findApp(entry: string): { readonly main: string; readonly module: boolean } {
  const path = resolve(entry)
  const folder = statSync(path).isDirectory()
  state.appPath = folder ? path : dirname(path)
  if (folder) state.appPackage = readJson(join(path, 'package.json'))
  const main = folder ? join(path, state.appPackage.main ?? 'index.js') : path
  const module = extname(main) === '.mjs' || (extname(main) !== '.cjs' && state.appPackage.type === 'module')
  return { main, module }
}

/** What an Electron main process finds on `process`. */
export function dressProcess(versions: NodeJS.Dict<string>): void {
  Object.defineProperty(process, 'versions', { value: versions, enumerable: true })
  Object.defineProperties(process, {
    type: { value: 'browser', enumerable: true },
    defaultApp: { value: true, enumerable: true },
    resourcesPath: { value: join(import.meta.dirname, 'resources'), enumerable: true },
  })
}

const key = 'electron-stand-in'
const given = `globalThis[Symbol.for('${key}')]`
const sources = {
  commonjs: `module.exports = ${given}`,
  module: [
    `const electron = ${given}`,
    `export ${'default'} electron`,
    ...electronNames.map((name) => `export const ${name} = electron.${name}`),
  ].join('\n'),
}

/** Makes `electron` mean the stand-in, for require and import alike. */
export function provideElectron(electron: object): void {
  Object.defineProperty(globalThis, Symbol.for(key), { value: electron })
  registerHooks({
    resolve: (specifier, context, next) => {
      if (!/^electron(\/(main|common))?$/.test(specifier)) return next(specifier, context)
      const format = context.conditions.includes('import') ? 'module' : 'commonjs'
      return { url: `electron-stand-in:${format}`, format, shortCircuit: true }
    },
    load: (url, context, next) => {
      if (url === 'electron-stand-in:module') return { format: 'module', shortCircuit: true, source: sources.module }
      if (url === 'electron-stand-in:commonjs') return { format: 'commonjs', shortCircuit: true, source: sources.commonjs }
      return next(url, context)
    },
  })
}
