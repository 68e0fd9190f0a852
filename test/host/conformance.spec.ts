import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type ElectronApplication, expect, type Page } from '@playwright/test'
import { test as base, executablePath, launch, onRealElectron } from '../desktop/fixture.ts'

const folder = join(import.meta.dirname, 'app')

interface Seen {
  readonly early: Record<string, string>
  readonly seconds: readonly { readonly argv: readonly string[]; readonly data: unknown }[]
  readonly opened: readonly string[]
  readonly navigated: readonly string[]
  readonly menu: readonly string[]
  readonly preload: unknown
}

/** What the page finds on its window. */
interface Api {
  readonly point: { readonly x: number }
  double(x: number): number
  thrower(): void
  rejecter(): Promise<void>
  readonly promise: Promise<{ five(): number }>
  callback(back: (value: { n: number }) => unknown): unknown
  later(back: (value: number) => unknown): Promise<unknown>
  hear(channel: string, back: (...args: unknown[]) => void): void
  invoke(channel: string, ...args: unknown[]): Promise<unknown>
}
declare global {
  // Declarations of globals know only `var`.
  var api: Api
  var seen: Seen
  var inWorker: () => Promise<unknown>
  var attempt: (run: () => unknown) => string
}

const test = base.extend<{ electron: ElectronApplication; window: Page }>({
  electron: async ({ home }, use) => {
    const electron = await launch({ app: folder, home })
    await use(electron)
    await electron.close()
  },
  window: async ({ electron }, use) => {
    const window = await electron.firstWindow()
    await window.getByRole('heading', { name: 'Conformance' }).waitFor()
    await use(window)
  },
})

test('what needs a ready app refuses before, in Electron’s words', async ({ electron }) => {
  expect(await electron.evaluate(() => globalThis.seen.early)).toEqual({
    window: 'Error: Cannot create BrowserWindow before app is ready',
    session: 'Error: Session can only be received when app is ready',
    screen: "Error: The 'screen' module can't be used before the app 'ready' event",
    ready: 'false',
    name: 'Conformance',
  })
})

test('what must come before ready refuses after', async ({ electron, window }) => {
  await window.title()
  const late = await electron.evaluate(({ app, protocol }) => ({
    sandbox: globalThis.attempt(() => app.enableSandbox()),
    schemes: globalThis.attempt(() => protocol.registerSchemesAsPrivileged([])),
    twice: globalThis.attempt(() => protocol.handle('app', () => new Response())),
  }))
  expect(late.sandbox).toContain('can only be called before app is ready')
  expect(late.schemes).toContain('should be called before app is ready')
  expect(late.twice).toMatch(/^Error: Failed to register protocol/)
})

test('IPC clones what structured clone clones, and loses what it loses', async ({ window }) => {
  const back = await window.evaluate(async () => {
    class Point {
      x = 1
      get double() {
        return this.x * 2
      }
    }
    const echo = await globalThis.api.invoke('echo', {
      date: new Date(5),
      map: new Map([[1, new Set([2n])]]),
      bytes: new Uint8Array([1, 2, 3]),
      none: undefined,
      nan: Number.NaN,
      point: new Point(),
      error: new RangeError('far'),
    })
    const { date, map, bytes, nan, point, error, ...rest } = echo as Record<string, unknown>
    const loop: Record<string, unknown> = {}
    loop.self = loop
    const looped = (await globalThis.api.invoke('echo', loop)) as typeof loop
    return {
      date: date instanceof Date && date.getTime(),
      map: map instanceof Map && map.get(1).has(2n),
      bytes: bytes instanceof Uint8Array && [...bytes],
      none: 'none' in rest && rest.none === undefined,
      nan: Number.isNaN(nan),
      point: JSON.stringify(point),
      plain: Object.getPrototypeOf(point) === Object.prototype,
      error: error instanceof Error && error.message,
      looped: looped.self === looped,
    }
  })
  expect(back).toEqual({
    date: 5,
    map: true,
    bytes: [1, 2, 3],
    none: true,
    nan: true,
    point: '{"x":1}',
    plain: true,
    error: 'far',
    looped: true,
  })
})

test('IPC fails in Electron’s words', async ({ electron, window }) => {
  const failures = await window.evaluate(async () => {
    const said = (run: Promise<unknown>) =>
      run.then(
        () => 'no error',
        (error: Error) => error.message,
      )
    return {
      thrown: await said(globalThis.api.invoke('fail', 'boom')),
      unknown: await said(globalThis.api.invoke('nobody')),
      answer: await said(globalThis.api.invoke('function')),
    }
  })
  expect(failures).toEqual({
    thrown: "Error invoking remote method 'fail': TypeError: boom",
    unknown: "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'",
    answer: "Error invoking remote method 'function': Error: An object could not be cloned.",
  })
  const main = await electron.evaluate(({ BrowserWindow, ipcMain }) => ({
    second: globalThis.attempt(() => ipcMain.handle('echo', () => 1)),
    send: globalThis.attempt(() => BrowserWindow.getAllWindows()[0]?.webContents.send('x', () => 1)),
  }))
  expect(main).toEqual({
    second: "Error: Attempted to register a second handler for 'echo'",
    send: 'Error: An object could not be cloned.',
  })
})

test('a handler is told which frame asks, in the app’s own terms', async ({ window }) => {
  const who = await window.evaluate(() => globalThis.api.invoke('who'))
  expect(who).toEqual({ url: 'app://bundle/index.html', origin: 'app://bundle', parent: null, main: true })
})

test('what the main process sends arrives in order', async ({ electron, window }) => {
  await window.evaluate(() => {
    Object.assign(globalThis, { heard: [] })
    globalThis.api.hear('count', (n) => (globalThis as unknown as { heard: unknown[] }).heard.push(n))
  })
  await electron.evaluate(({ BrowserWindow }) => {
    for (let n = 0; n < 100; n++) BrowserWindow.getAllWindows()[0]?.webContents.send('count', n)
  })
  const heard = () => window.evaluate(() => (globalThis as unknown as { heard: number[] }).heard)
  await expect.poll(async () => (await heard()).length).toBe(100)
  expect(await heard()).toEqual(Array.from({ length: 100 }, (_, n) => n))
})

test('contextBridge copies values, calls functions across, and gives nothing away', async ({ window }) => {
  const crossed = await window.evaluate(async () => {
    const { api } = globalThis
    const said = async (run: () => unknown) => {
      try {
        return await run()
      } catch (error) {
        return `${(error as Error).constructor.name}: ${(error as Error).message}`
      }
    }
    return {
      point: JSON.stringify(api.point),
      plain: Object.getPrototypeOf(api.point) === Object.prototype,
      double: api.double(4),
      thrower: await said(() => api.thrower()),
      rejecter: await said(() => api.rejecter()),
      promise: (await api.promise).five(),
      callback: api.callback(({ n }) => n + 1),
      later: await api.later((n) => n + 1),
      frozen: Object.isFrozen(api),
      replaced: await said(() => {
        ;(globalThis as { api: unknown }).api = 1
        return globalThis.api.double(1)
      }),
    }
  })
  expect(crossed).toMatchObject({
    point: '{"x":1}',
    plain: true,
    double: 8,
    thrower: 'Error: bad',
    rejecter: 'Error: badly',
    promise: 5,
    callback: 4,
    later: 8,
    frozen: true,
  })
  expect([2, expect.stringContaining('TypeError')]).toContainEqual(crossed.replaced)
})

test('a sandboxed preload knows a few modules and no file', async ({ electron, window }) => {
  await window.title()
  expect(await electron.evaluate(() => globalThis.seen.preload)).toEqual({
    modules: { fs: 'module not found: fs', path: 'module not found: path', 'node:events': 'ok', url: 'ok', timers: 'ok' },
    twice: 'Cannot bind an API on top of an existing property on the window object',
    sandboxed: true,
    isolated: true,
    type: 'renderer',
  })
})

test('the page is alone: no Node, no eval, no network, no other page', async ({ electron, window }) => {
  const kinds = await window.evaluate(() =>
    ['require', 'process', 'module', 'global', 'Buffer'].map((name) => typeof Reflect.get(globalThis, name)),
  )
  expect(kinds).toEqual(['undefined', 'undefined', 'undefined', 'undefined', 'undefined'])
  expect(await window.evaluate(() => Reflect.get(globalThis, 'scripted'))).toBe(true)
  const evaluated = await window.evaluate(
    () =>
      new Promise((resolve) =>
        setTimeout(() => {
          try {
            resolve(Reflect.construct(Function, ['return 1'])())
          } catch (error) {
            resolve((error as Error).name)
          }
        }),
      ),
  )
  expect(evaluated).toBe('EvalError')
  expect(
    await window.evaluate(() =>
      fetch('https://example.com').then(
        () => 'went',
        (error: Error) => error.name,
      ),
    ),
  ).toBe('TypeError')
  await window.evaluate(() => {
    location.href = 'https://example.com/away'
  })
  await expect.poll(() => electron.evaluate(() => globalThis.seen.navigated)).toEqual(['https://example.com/away'])
  const address = () => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())
  expect(await address()).toBe('app://bundle/index.html')
})

test('a page opens no window, by call or by link', async ({ electron, window }) => {
  expect(await window.evaluate(() => globalThis.open('https://example.com/a'))).toBeNull()
  await window.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: 'https://example.com/b', target: '_blank', textContent: 'out' })
    document.body.append(link)
  })
  await window.getByRole('link', { name: 'out' }).click()
  await window.getByRole('link', { name: 'out' }).click({ button: 'middle' })
  await expect
    .poll(() => electron.evaluate(() => globalThis.seen.opened))
    .toEqual(['foreground-tab https://example.com/a', 'foreground-tab https://example.com/b', 'background-tab https://example.com/b'])
  expect(electron.windows()).toHaveLength(1)
})

test('a window has the size it is given', async ({ electron, window }) => {
  const inner = () => window.evaluate(() => [innerWidth, innerHeight])
  await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700))
  await expect.poll(inner).toEqual([1024, 700])
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getContentSize())).toEqual([1024, 700])
})

test('a page follows the theme that the app chooses', async ({ electron, window }) => {
  const dark = () => window.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  await window.emulateMedia({ colorScheme: null })
  for (const [source, expected] of [
    ['dark', true],
    ['light', false],
  ] as const) {
    await electron.evaluate(({ nativeTheme }, wanted) => {
      nativeTheme.themeSource = wanted
    }, source)
    await expect.poll(dark).toBe(expected)
  }
})

test('a menu item does its work when it is chosen', async ({ electron, window }) => {
  await window.title()
  await electron.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('note')?.click())
  expect(await electron.evaluate(() => globalThis.seen.menu)).toEqual(['noted'])
})

test('a worker thread writes to SQLite by the native module', async ({ electron, window }) => {
  await window.title()
  expect(await electron.evaluate(() => globalThis.inWorker())).toEqual({ notes: 1 })
})

test('a second start hands its arguments to the first, and ends', async ({ electron, window, home }) => {
  await window.title()
  const second = spawn(executablePath, [folder, 'forecourt://case/1'], { env: { ...process.env, FORECOURT_HOME: home }, stdio: 'ignore' })
  const [code] = await once(second, 'exit')
  expect(code).toBe(0)
  await expect.poll(() => electron.evaluate(() => globalThis.seen.seconds.length)).toBe(1)
  const [told] = await electron.evaluate(() => globalThis.seen.seconds)
  expect(told?.argv.at(-1)).toBe('forecourt://case/1')
  expect(told?.data).toEqual({ from: second.pid })
})

test('after a crash the next start is the first again, with what the page had stored', async ({ home }) => {
  const crashed = await launch({ app: folder, home })
  const page = await crashed.firstWindow()
  await page.getByRole('heading').waitFor()
  await page.evaluate(() => localStorage.setItem('kept', 'yes'))
  await crashed.close()
  const again = await launch({ app: folder, home })
  const next = await again.firstWindow()
  await next.getByRole('heading').waitFor()
  expect(await next.evaluate(() => localStorage.getItem('kept'))).toBe('yes')
  const killed = again.process()
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  const last = await launch({ app: folder, home })
  await last.firstWindow()
  expect(last.process().pid).not.toBe(killed.pid)
  await last.close()
})

test('a destroyed window says so', async ({ electron, window }) => {
  await window.title()
  const said = await electron.evaluate(
    ({ app, BrowserWindow }) =>
      new Promise<string>((resolve) => {
        const [gone] = BrowserWindow.getAllWindows()
        // Else the app quits with its last window, and nobody answers.
        app.on('window-all-closed', () => undefined)
        gone?.once('closed', () => resolve(globalThis.attempt(() => gone.show())))
        gone?.close()
      }),
  )
  expect(said).toBe('TypeError: Object has been destroyed')
})

test('what the stand-in does not model throws by its name', async ({ electron, window }) => {
  test.skip(onRealElectron, 'Electron has it all')
  await window.title()
  const said = await electron.evaluate(({ app, utilityProcess, BrowserWindow }) => ({
    member: globalThis.attempt(() => app.getGPUInfo('basic')),
    event: globalThis.attempt(() => app.on('gpu-info-update' as 'activate', () => undefined) && 'known'),
    unknown: globalThis.attempt(() => app.on('no-such-event' as 'activate', () => undefined)),
    module: globalThis.attempt(() => utilityProcess.fork('x')),
    window: globalThis.attempt(() => BrowserWindow.getAllWindows()[0]?.setVibrancy(null)),
    unsafe: globalThis.attempt(() => new BrowserWindow({ webPreferences: { ['sand' + 'box']: false } })),
  }))
  expect(said.member).toContain('NotModelledError: electron: app.getGPUInfo is not modelled')
  expect(said.event).toBe('known')
  expect(said.unknown).toContain("the 'no-such-event' event of app is not modelled")
  expect(said.module).toContain('utilityProcess.fork is not modelled')
  expect(said.window).toContain('BrowserWindow.setVibrancy is not modelled')
  expect(said.unsafe).toContain('webPreferences.sandbox: false is not modelled')
})
