import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readArguments } from '../../host/arguments.ts'
import { electronEvent, ModelledEmitter, modelled, NotModelledError } from '../../host/modelled.ts'
import { SingleInstance } from '../../host/single-instance.ts'
import { fromPage, isOurs, originOf, schemes, toPage } from '../../host/urls.ts'

const scratch = mkdtempSync(join(tmpdir(), 'forecourt-stand-in-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

test('arguments are read as Electron reads them', () => {
  expect(readArguments(['-r', 'loader.js', '--inspect=0', '--remote-debugging-port=0', '.', 'forecourt://case/1', '--verbose'])).toEqual({
    entry: '.',
    required: ['loader.js'],
    debuggingPort: '0',
    version: false,
  })
  expect(readArguments(['--version']).version).toBe(true)
})

test('an address of the app goes to the page and back unchanged', () => {
  schemes.add('app')
  const address = 'app://bundle/case/1?tab=2#end'
  expect(toPage(address)).toBe('https://bundle.app.electron-host.invalid/case/1?tab=2#end')
  expect(fromPage(toPage(address))).toBe(address)
  expect(originOf(address)).toBe('app://bundle')
  expect(isOurs(address)).toBe(true)
})

test('an address of somebody else is left alone', () => {
  expect(toPage('https://example.com/a')).toBe('https://example.com/a')
  expect(fromPage('https://example.com/a?x=electron-host.invalid')).toBe('https://example.com/a?x=electron-host.invalid')
  expect(originOf('https://example.com/a')).toBe('https://example.com')
  expect(originOf('nonsense')).toBe('null')
})

test('what is not modelled throws by its name, and what everything is asked for does not', async () => {
  const part = modelled('part', { here: 1 })
  expect(part.here).toBe(1)
  expect(() => Reflect.get(part, 'missing')).toThrow(NotModelledError)
  expect(() => Reflect.get(part, 'missing')).toThrow('electron: part.missing is not modelled')
  expect(await part).toBe(part)
})

test('an event that is not known cannot be waited for', () => {
  const emitter = new ModelledEmitter({ name: 'part', sent: ['done'] })
  expect(() => emitter.once('dome', () => undefined)).toThrow("the 'dome' event of part is not modelled")
  let heard = 0
  emitter.on('done', () => heard++)
  emitter.emit('done')
  expect(heard).toBe(1)
})

test('an event remembers that it was prevented', () => {
  const event = electronEvent({ url: 'app://bundle/' })
  expect(event.defaultPrevented).toBe(false)
  event.preventDefault()
  expect([event.url, event.defaultPrevented]).toEqual(['app://bundle/', true])
})

const letter = { argv: ['electron', '.', 'forecourt://case/1'], workingDirectory: '/', additionalData: { n: 1 } }

test('of two starts with the same data the second is told no, and the first hears what it wanted', async () => {
  const folder = join(scratch, 'two')
  const first = new SingleInstance()
  const heard = Promise.withResolvers<unknown>()
  first.onSecond = heard.resolve
  expect(first.request(folder, letter)).toBe(true)
  expect(first.request(folder, letter)).toBe(true)
  // The lock is this very process's: a test runner is no stand-in, so its command has to look like one.
  process.title = 'launch.ts'
  expect(new SingleInstance().request(folder, letter)).toBe(false)
  expect(await heard.promise).toEqual(letter)
  first.release()
  expect(first.has).toBe(false)
})

test('a start with other data is a first start', () => {
  const one = new SingleInstance()
  const other = new SingleInstance()
  expect([one.request(join(scratch, 'one'), letter), other.request(join(scratch, 'other'), letter)]).toEqual([true, true])
  one.release()
  other.release()
})

test('a lock whose owner has died is taken over', () => {
  const folder = mkdtempSync(join(scratch, 'dead-'))
  writeFileSync(join(folder, 'stand-in-lock'), '999999999')
  const next = new SingleInstance()
  expect(next.request(folder, letter)).toBe(true)
  next.release()
})
