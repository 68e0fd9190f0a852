import { randomUUID } from 'node:crypto'
import { existsSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { SAMPLE_AGENT, SAMPLE_PASSWORD } from '../../src/hub/sample/accounts.ts'
import { test } from './fixture.ts'

test.describe.configure({ mode: 'serial', timeout: 120_000 })

const live = (page: Page): Promise<void> => expect(page.getByRole('banner').getByText('Live')).toBeVisible({ timeout: 30_000 })
const shown = (page: Page): Promise<void> => expect(page.getByRole('main')).toBeVisible({ timeout: 30_000 })
const state = (page: Page): Promise<string> => page.evaluate(async () => (await window.desk.session(undefined)).state)
const unlock = (page: Page, password: string): Promise<unknown> =>
  page.evaluate((asked) => window.desk.unlock(asked), { email: SAMPLE_AGENT.email, password })
const nobody = { FORECOURT_SIGN_IN: '' }

test('a locked desk tells nothing to whoever stands before it, and opens by the password alone', async ({ start }) => {
  const app = await start()
  const page = await app.firstWindow()
  await live(page)
  await page.evaluate(() => window.desk.lock(undefined))
  expect(await state(page)).toBe('locked')
  const asked = page.evaluate(() => window.desk.search({ text: 'brake', limit: 5 }))
  await expect(asked).rejects.toThrow(/locked/)
  expect(await page.getByRole('listbox').count()).toBe(0)
  expect(await unlock(page, 'not the password')).toMatchObject({ ok: false, reason: 'wrong-password' })
  expect(await state(page)).toBe('locked')
  expect(await unlock(page, SAMPLE_PASSWORD)).toEqual({ ok: true })
  await live(page)
})

test('a computer left alone locks itself', async ({ start }) => {
  const app = await start()
  const page = await app.firstWindow()
  await live(page)
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'))
  await expect.poll(() => state(page)).toBe('locked')
})

test('without the hub a desk opens for whoever has worked here; what was said in the dark outlives a damaged disk', async ({
  start,
  home,
  hub,
}) => {
  const first = await start()
  await live(await first.firstWindow())
  await first.close()
  await hub.kill()

  const second = await start({ env: nobody })
  const page = await second.firstWindow()
  await shown(page)
  expect(await page.evaluate(() => window.desk.people(undefined))).toMatchObject([{ email: SAMPLE_AGENT.email }])
  expect(await unlock(page, SAMPLE_PASSWORD)).toEqual({ ok: true })
  const kept = await page.evaluate(async () => {
    const { value } = (await window.desk.watch({ watch: 9_001, query: { of: 'queue', view: 'team', from: 0, count: 1 } })) as {
      value: { cases: readonly { id: string; party: string }[] }
    }
    const [row] = value.cases
    const args = { message: crypto.randomUUID(), case: row?.id ?? '', party: row?.party ?? '', text: 'Said in the dark.' }
    return window.desk.run({ name: 'message.note', version: 1, args, after: [] })
  })
  expect(kept).toMatchObject({ kept: true })
  await second.close()

  const profile = join(home, 'desk', readdirSync(join(home, 'desk'))[0] ?? '')
  const handle = openSync(join(profile, 'desk.db'), 'r+')
  writeSync(handle, Buffer.alloc(8_192, 0x5a), 0, 8_192, 0)

  const third = await start({ env: nobody })
  const again = await third.firstWindow()
  await shown(again)
  expect(await unlock(again, SAMPLE_PASSWORD)).toEqual({ ok: true })
  const waiting = await again.evaluate(async () => {
    const { value } = (await window.desk.watch({ watch: 9_002, query: { of: 'sync' } })) as {
      value: { waiting: readonly { text: string }[] }
    }
    return value.waiting.map(({ text }) => text)
  })
  expect(waiting).toEqual(['Said in the dark.'])
  expect(readdirSync(profile).some((name) => name.startsWith('desk.db.damaged-'))).toBe(true)
  expect(existsSync(join(profile, 'desk.db'))).toBe(true)

  await hub.restart()
  await again.evaluate(() => window.desk.reconnect(undefined))
  await live(again)
  await expect
    .poll(() =>
      again.evaluate(async () => {
        const { value } = (await window.desk.watch({ watch: 9_003, query: { of: 'sync' } })) as { value: { waiting: readonly unknown[] } }
        return value.waiting.length
      }),
    )
    .toBe(0)
})

test('a device that is given up elsewhere is emptied at once, and its owner may come back as on a new one', async ({
  start,
  home,
  hub,
}) => {
  const page = await (await start()).firstWindow()
  await live(page)
  const profile = join(home, 'desk', readdirSync(join(home, 'desk'))[0] ?? '')
  const { device: lost } = JSON.parse(readFileSync(join(profile, 'profile.json'), 'utf8')) as { device: string }
  const ask = async (path: string, body: object, token = ''): Promise<Response> =>
    fetch(`${hub.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
  const elsewhere = { email: SAMPLE_AGENT.email, password: SAMPLE_PASSWORD, device: randomUUID() }
  const { tickets, agent } = (await (await ask('/v1/sign-in', elsewhere)).json()) as { tickets: { access: string }; agent: { id: string } }
  const { devices } = (await (await ask('/v1/devices', { agent: agent.id }, tickets.access)).json()) as {
    devices: readonly { device: string; machine: string | null }[]
  }
  expect(devices.find(({ device }) => device === lost)?.machine).toBe(hostname())
  expect((await ask('/v1/devices/wipe', { agent: agent.id, device: lost }, tickets.access)).status).toBe(204)
  await expect(page.getByText(/its data was erased/)).toBeVisible()
  expect(existsSync(profile)).toBe(false)
  const again = { hub: hub.url, email: SAMPLE_AGENT.email, password: SAMPLE_PASSWORD }
  expect(await page.evaluate((asked) => window.desk.signIn(asked), again)).toEqual({ ok: true })
  await live(page)
})
