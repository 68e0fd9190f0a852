import { expect, type Page } from '@playwright/test'
import type { FixtureDesk } from '../../support/fixture-desk.ts'
import { anId, commitment, DAY, ids, MINUTE, NOW, touchpoint } from '../../support/rows.ts'
import { test } from './pages.ts'

declare global {
  interface Window {
    fixture: FixtureDesk
  }
}

const section = (page: Page, name: string) => page.locator('.journey').getByRole('region', { name, exact: true })

/** News from the hub. */
const tell = (page: Page, kind: 'touchpoint' | 'commitment', row: object): Promise<void> =>
  page.evaluate(
    ([of, told]) => {
      window.fixture.tx.put(of, told as never)
      window.fixture.tell()
    },
    [kind, row] as const,
  )

const visit = (minutes: number) => touchpoint('web_visit', { page: 'Winter wheels', model: null }, { at: NOW - minutes * MINUTE })

test('an agent sees who it is, how they are reached and why we know, before anything else', async ({ show }) => {
  const head = (await show()).locator('.journey-head')
  await expect(head.getByRole('heading')).toHaveText('Katharina Brandstätter-Meyerhoff')
  await expect(head).toContainText('Ottensen')
  await expect(head).toContainText('Prefers: Chat')
  await expect(head).toContainText('Speaks German')
  await expect(head).toContainText('Known: vouched for by Nordhaus Altona')
  await expect(head).toContainText('Live')
})

test('each car has its ribbon of six steps, the one the case is about first, with where it hurt in words', async ({ show }) => {
  const page = await show()
  const ribbons = page.locator('.ribbon')
  await expect(ribbons).toHaveCount(2)
  await expect(ribbons.first()).toContainText('Aurel E4 Touring')
  await expect(ribbons.first().getByRole('listitem')).toHaveCount(6)
  await expect(ribbons.first().locator('[aria-current=step]')).toContainText('Own')
  await expect(ribbons.first().locator('[aria-current=step]')).toContainText('Promise broken')
  await expect(ribbons.nth(1).locator('[aria-current=step]')).toContainText('Return')
})

test('what is held back is said with its reason, and there is nothing to press', async ({ show }) => {
  const held = (await show()).locator('.journey-held')
  await expect(held).toContainText('2 offers held while this complaint is open')
  await expect(held).toContainText('Winter wheels')
  await expect(held).toContainText('Service and safety continue.')
  await expect(held.getByRole('button')).toHaveCount(0)
})

test('what changed since the last contact stands newest first, with when and how we last spoke', async ({ show }) => {
  const changed = section(await show(), 'Changed since last contact')
  await expect(changed).toContainText('by phone, Wed 16:00')
  await expect(changed.getByRole('listitem').first()).toContainText('Looked at Help: brakes')
  await expect(changed.getByRole('listitem').last()).toContainText('Promise broken')
})

test('a likely cause, pressed, is brought into sight and marked in the timeline', async ({ show }) => {
  const page = await show()
  await section(page, 'Likely cause').getByRole('button', { name: 'Brakes grind when cold' }).click()
  const marked = page.locator('.entry-marked')
  await expect(marked).toBeInViewport()
  await expect(marked).toBeFocused()
  await expect(marked).toContainText('Likely cause of this case')
})

test('a cause is found although a filter hides it', async ({ show }) => {
  const page = await show()
  await section(page, 'Timeline').getByRole('button', { name: 'Outreach' }).click()
  await section(page, 'Likely cause').getByRole('button', { name: 'Brake noise again' }).click()
  await expect(page.locator('.entry-marked')).toBeInViewport()
})

test('a broken promise that changed leads to its line in the timeline', async ({ show }) => {
  const page = await show()
  await section(page, 'Changed since last contact').getByRole('button', { name: 'Promise broken' }).click()
  await expect(page.locator('.entry-marked').first()).toContainText('Promise broken: Call with the part date')
})

test('inbound and outreach are told apart by a word, not by colour alone', async ({ show }) => {
  const timeline = section(await show({ size: [1440, 2400] }), 'Timeline')
  await expect(timeline.locator('.entry-inbound').first()).toContainText('Inbound')
  await expect(timeline.locator('.entry-outreach').first()).toContainText('Outreach')
  await timeline.getByRole('button', { name: 'Outreach' }).click()
  await expect(timeline.locator('.entry-inbound')).toHaveCount(0)
})

test('a visit of minutes ago is shown as going on', async ({ show }) => {
  const page = await show()
  await expect(page.locator('.entry-live')).toContainText('3 min ago')
})

test('of a long life only what is on screen is in the page, and a cause far down is still gone to', async ({ show }) => {
  const page = await show({ story: 'long' })
  expect(await page.locator('.entry').count()).toBeLessThan(45)
  await expect(section(page, 'Timeline').locator('.section-count')).toHaveText(/1\d\d/)
  await section(page, 'Likely cause').getByRole('button', { name: 'Brakes grind when cold' }).click()
  await expect(page.locator('.entry-marked')).toBeInViewport()
})

for (const story of ['katharina', 'long'] as const)
  test(`news slots in without moving what is read (${story})`, async ({ show }) => {
    const page = await show({ story, size: [1440, 700] })
    const scroller = page.locator('.journey-scroll')
    await scroller.evaluate((element) => {
      element.scrollTop = element.scrollHeight * 0.7
    })
    await page.waitForTimeout(300)
    const place = () =>
      page.evaluate(() => {
        const middle = [...document.querySelectorAll('.entry')].find((entry) => entry.getBoundingClientRect().top > 300)
        return { id: middle?.id ?? '', top: middle?.getBoundingClientRect().top ?? 0 }
      })
    const before = await place()
    for (const minutes of [50, 1]) await tell(page, 'touchpoint', visit(minutes))
    await tell(page, 'commitment', commitment({ id: anId(0x777), text: 'Ring back', dueAt: NOW + DAY, madeAt: NOW }))
    await expect(section(page, 'Promises')).toContainText('Ring back')
    await page.waitForTimeout(300)
    const top = await page.evaluate((id) => document.getElementById(id)?.getBoundingClientRect().top ?? -1, before.id)
    expect(Math.abs(top - before.top)).toBeLessThanOrEqual(1)
  })

test('while the list is being read, news waits and says so; pressed, it comes in', async ({ show }) => {
  const page = await show({ size: [1440, 2400] })
  const timeline = section(page, 'Timeline')
  const first = timeline.locator('.entry').first()
  await first.hover()
  await tell(page, 'touchpoint', touchpoint('walk_in', { reason: 'Wants to talk' }, { at: NOW - MINUTE }))
  await expect(timeline.getByRole('button', { name: '1 new' })).toBeVisible()
  await expect(first).toContainText('Help: brakes')
  await timeline.getByRole('button', { name: '1 new' }).click()
  await expect(first).toContainText('Wants to talk')
})

test('a promise is kept in place, with how it was kept', async ({ show }) => {
  const page = await show()
  const row = page.locator('.promise', { hasText: 'Say whether the car is safe' })
  await row.getByRole('button', { name: 'Keep: Say whether the car is safe' }).click()
  await page.keyboard.type('Phoned her, car stays parked')
  await page.keyboard.press('Enter')
  await expect(row).toContainText('Kept')
  await expect(row.getByRole('button')).toHaveCount(0)
  const ran = await page.evaluate(() => window.fixture.ran.at(-1))
  expect(ran).toMatchObject({
    name: 'commitment.close',
    args: { commitment: anId(0x131), party: ids.katharina, state: 'kept', evidence: 'Phoned her, car stays parked' },
  })
})

test('no promise is cancelled without a reason', async ({ show }) => {
  const page = await show()
  const row = page.locator('.promise', { hasText: 'Written result' })
  await row.getByRole('button', { name: 'Cancel: Written result of the third repair' }).click()
  await row.getByRole('button', { name: 'Cancel the promise' }).click()
  await expect(row).toContainText('Say why, in a few words.')
  expect(await page.evaluate(() => window.fixture.ran.length)).toBe(0)
  await page.keyboard.press('Escape')
  await expect(row.getByRole('textbox')).toHaveCount(0)
})

test('kept off line it says that it is on this device only', async ({ show }) => {
  const page = await show({ story: 'offline' })
  const row = page.locator('.promise', { hasText: 'Say whether the car is safe' })
  await row.getByRole('button', { name: /^Keep/ }).click()
  await page.keyboard.press('Enter')
  await expect(row).toContainText('On this device only; leaves when the line is back')
})

test('an ending that is refused says why, and the promise stands as it did', async ({ show }) => {
  const page = await show()
  const row = page.locator('.promise', { hasText: 'Call with the part date' })
  await row.getByRole('button', { name: /^Keep/ }).click()
  // A colleague was faster, and this desk learns it in the moment of pressing.
  await page.evaluate((id) => {
    const promise = window.fixture.tx.get('commitment', id)
    if (promise) window.fixture.tx.put('commitment', { ...promise, state: 'cancelled', closedAt: Date.now(), evidence: 'Written instead' })
  }, ids.promise)
  await page.keyboard.press('Enter')
  await expect(row.getByRole('alert')).toContainText('Not done.')
  await expect(row.getByRole('alert')).toContainText('This is closed already.')
})

test('off line it says since when nothing more is known, and how old what it shows is', async ({ show }) => {
  const page = await show({ story: 'offline' })
  await expect(page.locator('.journey-head')).toContainText('as of 13:48')
  await expect(section(page, 'Changed since last contact')).toContainText('What happened after 13:48 is not known here yet.')
  await expect(section(page, 'Promises')).toContainText('12m old')
  await expect(page.locator('.entry-live')).toHaveCount(0)
})

test('a part of a journey is never taken for the whole', async ({ show }) => {
  const page = await show({ story: 'filling' })
  await expect(page.locator('.journey-head')).toContainText('still coming')
  await expect(section(page, 'Timeline')).toContainText('entries so far; older ones are still coming.')
})

test('of an anonymous visitor nothing is pretended', async ({ show }) => {
  const journey = (await show({ story: 'anonymous' })).locator('.journey')
  await expect(journey).toContainText('Anonymous visitor: nobody has said who this is')
  await expect(journey).toContainText('No vehicle linked.')
  await expect(journey).toContainText('Nothing is owed to them.')
  await expect(journey).toContainText('Nothing happened before this, as far as we know.')
  await expect(journey.getByText('Likely cause')).toHaveCount(0)
})

test('what cannot be read says so and can be tried again', async ({ show }) => {
  const journey = (await show({ story: 'failed' })).locator('.journey')
  await expect(journey).toContainText('The journey could not be read')
  await expect(journey.getByRole('button', { name: 'Try again' })).toBeVisible()
})

test('what has not come yet is shown as coming', async ({ show }) => {
  const page = await show({ story: 'slow' })
  await expect(page.getByRole('status', { name: 'Loading the journey' })).toBeVisible()
})

test('the journey stands beside the case at every width from 861 pixels', async ({ show }) => {
  for (const width of [861, 1024, 1180, 1181, 1321, 1440]) {
    const page = await show({ size: [width, 700] })
    const [journey, conversation] = [await page.locator('.journey').boundingBox(), await page.locator('.composer').boundingBox()]
    expect(journey?.width, String(width)).toBeGreaterThanOrEqual(width < 984 ? 300 : 348)
    expect((conversation?.x ?? 0) + (conversation?.width ?? 9_999), String(width)).toBeLessThanOrEqual(journey?.x ?? 0)
  }
})

for (const lang of ['de', 'pseudo'] as const)
  for (const story of ['katharina', 'names'] as const)
    test(`nothing is cut off or runs out of the pane at its narrowest (${story}, ${lang})`, async ({ show }) => {
      const page = await show({ story, lang, size: [1024, 700] })
      const out = await page.locator('.journey').evaluate((pane) => {
        const edge = pane.getBoundingClientRect().right + 0.5
        return [...pane.querySelectorAll('*')]
          .filter((element) => element.getBoundingClientRect().right > edge && !element.closest('.ellipsis, .unseen'))
          .map((element) => element.className)
      })
      expect(out).toEqual([])
      const steps = await page
        .locator('.ribbon-name')
        .evaluateAll((names) => names.filter((name) => name.scrollWidth > name.clientWidth + 1).length)
      if (lang === 'de') expect(steps).toBe(0)
    })
