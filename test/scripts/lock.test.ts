import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { missing, platformEntry } from '../../scripts/lib/lock.mjs'

const tool = {
  version: '1.0.0',
  dev: true,
  optionalDependencies: { '@tool/cli-darwin-arm64': '1.0.0', '@tool/cli-linux-x64-musl': '1.0.0' },
}
const cli = { version: '1.0.0', os: ['darwin'], cpu: ['arm64'] }

test('our own lock serves every platform', () => {
  expect(missing(JSON.parse(readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8')))).toEqual([])
})

test('a platform package that no entry of the lock holds is found missing', () => {
  const lock = { packages: { 'node_modules/tool': tool, 'node_modules/@tool/cli-darwin-arm64': cli } }
  expect(missing(lock).map(({ name, place }) => [name, place])).toEqual([
    ['@tool/cli-linux-x64-musl', 'node_modules/@tool/cli-linux-x64-musl'],
  ])
})

test('a platform package of another version does not serve, and gets a place of its own', () => {
  const other = { ...cli, version: '2.0.0' }
  const musl = { version: '1.0.0' }
  const lock = {
    packages: { 'node_modules/tool': tool, 'node_modules/@tool/cli-darwin-arm64': other, 'node_modules/@tool/cli-linux-x64-musl': musl },
  }
  expect(missing(lock).map(({ place }) => place)).toEqual(['node_modules/tool/node_modules/@tool/cli-darwin-arm64'])
})

test('a package beside the one that wants it serves, before one further up', () => {
  const lock = {
    packages: {
      'node_modules/a/node_modules/tool': { version: '1.0.0', optionalDependencies: { '@tool/cli-darwin-arm64': '1.0.0' } },
      'node_modules/a/node_modules/@tool/cli-darwin-arm64': cli,
      'node_modules/@tool/cli-darwin-arm64': { ...cli, version: '3.0.0' },
    },
  }
  expect(missing(lock)).toEqual([])
})

test('an entry is read from the name of the package', () => {
  const entry = (name: string) => platformEntry({ name, version: '1.0.0', wanted: { dev: true }, place: '' })
  expect(entry('@tool/cli-linux-x64-musl')).toEqual({
    version: '1.0.0',
    cpu: ['x64'],
    dev: true,
    libc: ['musl'],
    optional: true,
    os: ['linux'],
  })
  expect(entry('@tool/binding-linux-arm-gnueabihf')).toMatchObject({ cpu: ['arm'], os: ['linux'] })
  expect(() => entry('@tool/binding-wasm32-wasi')).toThrow('cannot tell the platform')
})
