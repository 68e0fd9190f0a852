import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, type Page } from '@playwright/test'
import type { Results } from '../../src/domain/contract/query.ts'
import type { SyncItem } from '../../src/domain/contract/sync.ts'
import type { Row } from '../../src/domain/kind.ts'
import { SAMPLE_AGENT, sampleWidgets } from '../../src/hub/sample/accounts.ts'
import { ChaosProxy } from '../support/chaos/proxy.ts'
import { photograph } from '../support/shots.ts'
import { TestVisitor } from '../support/test-visitor.ts'
import { book, caseOf, claim, classify, deed, log, look, note, promise, reply, slotsOf, syncOf } from './day/doings.ts'
import { type Hub, onRealElectron, signInAs, startHub, test } from './fixture.ts'

test.describe.configure({ mode: 'serial', timeout: 540_000 })
test.use({ actionTimeout: 20_000 })

type Header = Row<'case'>

/** Words that cross within half a minute are a conversation, and hold nothing back. */
const CROSSING_MS = 31_000

let hub: Hub
let line: ChaosProxy
let visitors: TestVisitor[] = []

test.beforeAll(async () => {
  test.setTimeout(180_000)
  hub = await startHub()
  line = await ChaosProxy.lay(hub.url, 1)
})

test.afterAll(async () => {
  for (const visitor of visitors) visitor.leave()
  await line?.close()
  await hub?.stop()
})

/** What others do at the hub while this desk is dark: done, and known there. */
async function elsewhere(desk: Page, name: Parameters<typeof deed>[1], args: Parameters<typeof deed>[2]): Promise<void> {
  const command = await deed(desk, name, args)
  await expect
    .poll(async () => (await syncOf(desk)).sentToday.items.some((item) => item.command === command), { timeout: 30_000, message: name })
    .toBe(true)
}

async function goDark(page: Page): Promise<void> {
  line.weather({ refuse: true })
  line.reset()
  await expect(page.getByRole('banner').getByText(/Offline/)).toBeVisible({ timeout: 30_000 })
}

test('a dealership works from nine to five with no line, and every item meets its right fate', async ({ start, home }, info) => {
  const shots = info.outputPath('day')
  const env = { FORECOURT_HUB: line.url }
  let app = await start({ env })
  let page = await app.firstWindow()
  await page.setViewportSize({ width: 1440, height: 900 })
  await expect(page.getByRole('banner').getByText('Live')).toBeVisible({ timeout: 60_000 })

  // Before nine: ten customers have written; the agent takes seven of them, and owes one a call.
  const another = async (email: string): Promise<Page> => {
    const other = await start({ home: info.outputPath(email), env: { FORECOURT_HUB: hub.url, FORECOURT_SIGN_IN: signInAs(email) } })
    const window = await other.firstWindow()
    await expect(window.getByRole('banner').getByText('Live')).toBeVisible({ timeout: 60_000 })
    return window
  }
  const jonas = await another('jonas.petersen@nordhaus.example')
  const mine = await another(SAMPLE_AGENT.email)
  for (let n = 0; n < 10; n++) {
    const visitor = await TestVisitor.admit(hub.url, sampleWidgets[0].key)
    visitors = [...visitors, visitor]
    await visitor.say(`Good morning, customer number ${n} here, a question about my appointment.`)
  }
  const written = async (): Promise<readonly Header[]> => {
    const { cases } = await look<{ cases: readonly Header[] }>(page, { of: 'queue', view: 'unassigned', from: 0, count: 200 })
    return visitors.flatMap(({ party }) => cases.filter((header) => header.party === party))
  }
  await expect.poll(async () => (await written()).length, { timeout: 30_000 }).toBe(10)
  const cases = (await written()).map(({ id }) => id)
  const on = (desk: Page, n: number): Promise<Header> => caseOf(desk, cases[n] as Header['id'])
  const now = (n: number): Promise<Header> => on(page, n)
  for (let n = 0; n < 7; n++) await claim(page, await now(n))
  const owed = await promise(page, await now(1), 'Call before noon')
  await expect.poll(async () => (await syncOf(page)).waiting.length, { timeout: 30_000 }).toBe(0)
  await expect.poll(async () => (await slotsOf(page, (await now(0)).site)).length, { timeout: 30_000 }).toBeGreaterThan(3)
  const [first, second] = await slotsOf(page, (await now(0)).site)
  if (!first || !second) throw new Error('no free slots')

  // Nine: the line goes. Everything below is done on this device alone.
  await goDark(page)
  const before = (await syncOf(page)).sentToday.count
  for (let n = 0; n < 7; n++) await reply(page, await now(n), { text: `Reply of the day to number ${n}` })
  const repliedAt = performance.now()
  for (let n = 0; n < 10; n++) await note(page, await now(n), `Note of the day on number ${n}`)
  await page.keyboard.press('Control+6')
  await expect(page.getByRole('main', { name: 'Sync centre' })).toContainText('17 changes are only on this device')
  await photograph(page, shots, '01-dark')

  // The program dies once, and is started again without a line.
  app.process().kill('SIGKILL')
  app = await start({ env, home })
  page = await app.firstWindow()
  await page.setViewportSize({ width: 1440, height: 900 })
  await expect(page.getByRole('banner').getByText(/Offline/)).toBeVisible({ timeout: 60_000 })
  expect((await syncOf(page)).waiting).toHaveLength(17)
  for (const n of [0, 2, 5, 6]) await classify(page, await now(n), 'complaint')
  for (const n of [0, 2, 6]) await promise(page, await now(n), `Promise to number ${n}`)
  await deed(page, 'commitment.close', { commitment: owed, party: (await now(1)).party, state: 'kept', evidence: 'Rang her at ten' })
  const taken = await book(page, await now(2), first)
  await reply(page, await now(2), { text: 'Your slot is booked, see you then', after: [taken] })
  await book(page, await now(6), second)
  await log(page, await now(0), { kind: 'walk_in', data: { reason: 'Brought the service book' } })
  await log(page, await now(3), { kind: 'call', data: { way: 'inbound', outcome: 'answered', about: 'Asked for the price of tyres' } })
  await log(page, await now(5), { kind: 'test_drive_done', data: { model: 'Tarn 5', remark: 'Liked the seats' } })
  const theirs = await now(7)
  await claim(page, theirs)
  await reply(page, await now(7), { text: 'Reply of the day to number 7' })
  await deed(page, 'case.raise', { case: (await now(2)).id, party: (await now(2)).party, reason: 'May I offer a loan car?', note: null })
  const about = { case: (await now(0)).id, party: (await now(0)).party }
  await page.evaluate(
    (asked) => window.desk.attach({ ...JSON.parse(asked), bytes: new Uint8Array(900).fill(7) }),
    JSON.stringify({ attachment: randomUUID(), ...about, message: null, name: 'brake.png', type: 'image/png' }),
  )

  // A walk-in, registered by keyboard at the counter.
  await page.keyboard.press('Control+5')
  await photograph(page, shots, '02-today-dark')
  await page.getByRole('button', { name: 'New case' }).first().press('Enter')
  await page.getByRole('button', { name: 'Register somebody new' }).press('Enter')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Henrike Wolters')
  await page.getByRole('textbox', { name: 'Car model' }).fill('Tarn 5')
  await page.getByRole('textbox', { name: 'Number plate' }).fill('HH-HW 77')
  await page.getByRole('textbox', { name: 'What it is about' }).fill('Wind noise on the passenger side')
  await page.getByRole('textbox', { name: 'What they told you' }).fill('It whistles from 100 km/h on.')
  await photograph(page, shots, '03-walk-in')
  await page.getByRole('textbox', { name: 'What it is about' }).press('Enter')
  await expect(page.getByRole('main', { name: 'Case' }).getByRole('heading', { name: /Henrike Wolters/ })).toBeVisible()

  // It dies a second time; when it comes back, somebody has set the clock on the wall an hour ahead.
  app.process().kill('SIGKILL')
  const ahead = `--import=${pathToFileURL(join(import.meta.dirname, 'day/clock-ahead.mjs')).href}`
  app = await start({ env: { ...env, ...(onRealElectron ? {} : { NODE_OPTIONS: ahead, FORECOURT_TEST_CLOCK_AHEAD: '60' }) }, home })
  page = await app.firstWindow()
  await page.setViewportSize({ width: 1440, height: 900 })
  await expect(page.getByRole('banner').getByText(/Offline/)).toBeVisible({ timeout: 60_000 })
  await note(page, await now(8), 'A last note on number 8')
  await note(page, await now(9), 'A last note on number 9')
  await reply(page, await now(0), { text: 'And a second reply to number 0' })
  await deed(page, 'case.resolve', {
    case: (await now(6)).id,
    party: (await now(6)).party,
    fence: (await now(6)).fence,
    knows: (await now(6)).messages,
  })
  const said = [...(await syncOf(page)).waiting]
  expect(said.length).toBeGreaterThanOrEqual(40)

  // Meanwhile the world went on, in eight places.
  await visitors[1]?.say('It is urgent now, the light came on.')
  const named = async (n: number) => ({ case: (await on(jonas, n)).id, party: (await on(jonas, n)).party })
  await elsewhere(mine, 'case.release', { ...(await named(3)), fence: (await on(mine, 3)).fence })
  await expect.poll(async () => (await on(jonas, 3)).owner, { timeout: 30_000 }).toBe(null)
  await elsewhere(jonas, 'case.claim', await named(3))
  const four = await on(mine, 4)
  await elsewhere(mine, 'case.resolve', { ...(await named(4)), fence: four.fence, knows: four.messages })
  const slot = { resource: first.resource, purpose: 'service', startsAt: first.startsAt, vehicle: null, case: null, note: null }
  for (let n = 0; n < first.free; n++)
    await elsewhere(jonas, 'appointment.book', { appointment: randomUUID(), party: (await named(9 - n)).party, ...slot })
  await elsewhere(jonas, 'case.classify', { ...(await named(5)), kind: 'enquiry', remedy: null, was: null })
  await elsewhere(jonas, 'commitment.close', { commitment: owed, party: (await named(1)).party, state: 'kept', evidence: 'Jonas rang her' })
  await elsewhere(jonas, 'case.claim', await named(7))
  await reply(jonas, await on(jonas, 7), { text: 'Jonas has answered you' })
  const late = await TestVisitor.admit(hub.url, sampleWidgets[0].key)
  visitors = [...visitors, late]
  await late.say('Hello, is anybody there?')

  // Five o'clock: the line is back. On a fast machine the whole day is over in less than the half minute in which words may cross.
  await page.waitForTimeout(Math.max(0, CROSSING_MS - (performance.now() - repliedAt)))
  line.clear()
  await page.keyboard.press('Control+6')
  await page.evaluate(() => window.desk.reconnect(undefined))
  await expect(page.getByRole('banner').getByText('Live')).toBeVisible({ timeout: 60_000 })
  const underWay = async () => (await syncOf(page)).waiting.filter(({ state }) => state !== 'held').map(({ name, text }) => [name, text])
  await expect.poll(underWay, { timeout: 60_000 }).toEqual([])
  const after = await syncOf(page)
  const fates = (items: readonly SyncItem[]) => items.map(({ name, text, code, reasons }) => [name, text, code ?? reasons.at(-1)])
  await photograph(page, shots, '04-decisions')
  expect(fates([...after.waiting, ...after.decisions, ...after.refused]).toSorted()).toEqual(
    [
      ['message.reply', 'Reply of the day to number 1', 'news'],
      ['message.reply', 'Reply of the day to number 3', 'reassigned'],
      ['message.reply', 'Reply of the day to number 4', 'closed'],
      ['message.reply', 'Reply of the day to number 7', 'reassigned'],
      ['message.reply', 'Your slot is booked, see you then', 'failed'],
      ['appointment.book', null, 'slot-taken'],
      ['case.classify', null, 'moved-on'],
      ['commitment.close', 'Rang her at ten', 'already-closed'],
      ['case.claim', null, 'already-claimed'],
    ].toSorted(),
  )
  expect(after.sentToday.count - before).toBe(said.length - 9)

  // Three decisions, at the sync centre.
  await page.getByRole('button', { name: /Reply of the day to number 1”/ }).press('Enter')
  await page.getByRole('button', { name: 'Edit and send' }).press('Enter')
  await page.getByRole('textbox', { name: 'Your words' }).fill('I have seen it: we look at the light today, number 1')
  await page.getByRole('button', { name: 'Send these words' }).press('Enter')
  await page
    .getByRole('button', { name: /^Booking/ })
    .first()
    .press('Enter')
  await page.getByRole('button', { name: /^Book / }).press('Enter')
  await page
    .getByRole('button', { name: /^Kind settled/ })
    .first()
    .press('Enter')
  await page.getByRole('button', { name: 'Keep mine' }).press('Enter')
  await expect
    .poll(async () => fates([...(await syncOf(page)).decisions, ...(await syncOf(page)).refused]).length, { timeout: 30_000 })
    .toBe(5)
  await photograph(page, shots, '05-decided')

  // What the hub has, as a colleague's desk sees it: each word once, and nothing that was held back.
  const count = async (n: number, text: string): Promise<number> => {
    const { messages } = await look<Results['thread']>(jonas, { of: 'thread', case: cases[n] as Header['id'], count: 100 })
    return messages.filter(({ message }) => message.text === text).length
  }
  await expect.poll(() => count(1, 'I have seen it: we look at the light today, number 1'), { timeout: 20_000 }).toBe(1)
  await expect.poll(() => count(2, 'Your slot is booked, see you then'), { timeout: 20_000 }).toBe(1)
  for (let n = 0; n < 10; n++) expect(await count(n, `Note of the day on number ${n}`), `note ${n}`).toBe(1)
  for (const n of [0, 2, 5, 6]) expect(await count(n, `Reply of the day to number ${n}`), `reply ${n}`).toBe(1)
  for (const n of [1, 3, 4, 7]) expect(await count(n, `Reply of the day to number ${n}`), `held ${n}`).toBe(0)
  for (const n of [0, 2, 5, 6]) {
    const shown = visitors[n]?.thread.map(({ text }) => text) ?? []
    expect(
      shown.filter((text) => text === `Reply of the day to number ${n}`),
      `customer ${n}`,
    ).toHaveLength(1)
    expect(shown).not.toContain(`Note of the day on number ${n}`)
  }
  await expect.poll(async () => (await on(jonas, 5)).kind, { timeout: 20_000 }).toBe('complaint')
  expect((await on(jonas, 6)).state).toBe('resolved')
  const team = await look<Results['queue']>(jonas, { of: 'queue', view: 'team', from: 0, count: 200 })
  expect(team.cases.filter(({ customerName }) => customerName === 'Henrike Wolters')).toHaveLength(1)
})
