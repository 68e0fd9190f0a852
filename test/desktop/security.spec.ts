import { expect } from '@playwright/test'
import { asks } from '../../src/domain/contract/bridge.ts'
import { onRealElectron, test } from './fixture.ts'

test('the window is on our own origin, with nothing of Node and nothing of Electron but the frozen bridge', async ({ app, page }) => {
  await page.getByRole('banner').waitFor()
  const url = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())
  expect(url).toMatch(/^app:\/\/bundle\//)
  const seen = await page.evaluate(() => ({
    node: [
      typeof Reflect.get(window, 'require'),
      typeof Reflect.get(window, 'process'),
      typeof Reflect.get(window, 'module'),
      typeof Reflect.get(window, 'Buffer'),
    ],
    electron: [typeof Reflect.get(window, 'electron'), typeof Reflect.get(window, 'ipcRenderer')],
    keys: Object.keys(window.desk).sort(),
    frozen: Object.isFrozen(window.desk),
  }))
  expect(seen.node).toEqual(['undefined', 'undefined', 'undefined', 'undefined'])
  expect(seen.electron).toEqual(['undefined', 'undefined'])
  expect(seen.keys).toEqual([...Object.keys(asks), 'hear'].sort())
  expect(seen.frozen).toBe(true)
})

test('the page can neither evaluate text, nor run a script put into it, nor reach any network', async ({ page }) => {
  await page.getByRole('banner').waitFor()
  const tried = await page.evaluate(
    () =>
      new Promise<Record<string, unknown>>((resolve) => {
        // From a timer: what the test runner evaluates by itself is exempt from the policy.
        setTimeout(async () => {
          const attempt = (work: () => unknown): string => {
            try {
              work()
              return 'done'
            } catch (error) {
              return error instanceof Error ? error.name : 'thrown'
            }
          }
          const evaluated = attempt(() => Reflect.get(window, 'eval')('1 + 1'))
          const injected = attempt(() => {
            const script = document.createElement('script')
            Reflect.set(script, 'text', 'window.injected = true')
            document.body.append(script)
          })
          const fetched = await fetch('https://example.org/').then(
            () => 'done',
            () => 'refused',
          )
          const socket = await new Promise((opened) => {
            const line = attempt(() => {
              const web = new WebSocket('ws://127.0.0.1:1/')
              web.onerror = () => opened('refused')
              web.onopen = () => opened('done')
            })
            if (line !== 'done') opened('refused')
          })
          resolve({ evaluated, injected: [injected, Reflect.get(window, 'injected')], fetched, socket })
        }, 0)
      }),
  )
  expect(tried).toEqual({ evaluated: 'EvalError', injected: ['TypeError', undefined], fetched: 'refused', socket: 'refused' })
})

test('no permission is granted that the page does not need', async ({ page }) => {
  await page.getByRole('banner').waitFor()
  const states = await page.evaluate(async () => {
    const asked = ['geolocation', 'camera', 'microphone', 'notifications'] as const
    const found = await Promise.all(
      asked.map((name) => navigator.permissions.query({ name: name as PermissionName }).then((status) => status.state)),
    )
    return { found, notifications: Notification.permission }
  })
  expect(states.found).not.toContain('granted')
  expect(states.notifications).toBe('denied')
})

test('no page leads away, and no link opens a window', async ({ app, page }) => {
  await page.getByRole('banner').waitFor()
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Reflect.set(globalThis, 'opened', opened)
    shell.openExternal = async (url: string) => void opened.push(url)
  })
  const before = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL())
  await page.evaluate(() => {
    location.href = 'https://example.org/away'
  })
  await page.waitForTimeout(300)
  const window_ = await page.evaluate(() => window.open('file:///etc/passwd'))
  expect(window_).toBeNull()
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.webContents.getURL()))).toEqual([before])
  expect(await app.evaluate(() => Reflect.get(globalThis, 'opened'))).toEqual([])
})

test('links leave through one guard: the web, mail and telephone, nothing else', async ({ app, page }) => {
  await page.getByRole('banner').waitFor()
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Reflect.set(globalThis, 'opened', opened)
    shell.openExternal = async (url: string) => void opened.push(url)
  })
  for (const url of ['https://example.org/manual', 'file:///etc/passwd', 'javascript:alert(1)', 'smb://host/share', 'mailto:a@example.org'])
    await page.evaluate((link) => window.desk.openLink(link), url).catch(() => undefined)
  expect(await app.evaluate(() => Reflect.get(globalThis, 'opened'))).toEqual(['https://example.org/manual', 'mailto:a@example.org'])
})

test('a malformed argument is refused at the bridge, by the name of what is wrong', async ({ page }) => {
  await page.getByRole('banner').waitFor()
  const refused = await page.evaluate(async () => {
    const tries: [string, unknown][] = [
      ['watch', { watch: 0, query: { of: 'sync' } }],
      ['watch', { watch: 1, query: { of: 'everything' } }],
      ['run', { name: 'case.claim', version: 1, args: {}, after: [], extra: 1 }],
      ['draft', { case: '../../x', mode: 'reply' }],
      ['search', { text: 'x'.repeat(201), limit: 5 }],
      ['theme', 'sepia'],
    ]
    const said: string[] = []
    for (const [ask, argument] of tries) {
      const asking = Reflect.get(window.desk, ask) as (argument: unknown) => Promise<unknown>
      said.push(
        await asking(argument).then(
          () => 'accepted',
          (error: Error) => error.message,
        ),
      )
    }
    return said
  })
  for (const message of refused) expect(message).toMatch(/Malformed (watch|run|draft|search|theme)/)
})

test('a second start on the same data shows the first window and leaves', async ({ app, page, start }) => {
  await page.getByRole('banner').waitFor()
  const second = await start({}).then(
    (other) => new Promise<string>((resolve) => other.once('close', () => resolve('left'))),
    () => 'left',
  )
  expect(second).toBe('left')
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test.describe('on a machine with Electron', () => {
  test.skip(!onRealElectron, "Electron's binary is not here: its own process versions cannot be looked at")
  test('the runtime is the one we build for', async ({ app }) => {
    expect(await app.evaluate(() => process.versions.electron)).toMatch(/^45\./)
  })
})
