import { expect, type Page } from '@playwright/test'
import type { AxeResults, RunOptions } from 'axe-core'
import { axe, colours, tags } from '../support/axe.ts'
import { test } from './screens.ts'

const sizes = [
  [1440, 900],
  [1024, 700],
  [720, 450],
] as const

interface State {
  readonly name: string
  readonly world?: string
  readonly lang?: 'en' | 'de' | 'pseudo'
  readonly open?: (page: Page) => Promise<void>
}

const openFirst = async (page: Page): Promise<void> => {
  await page.getByRole('option').first().click()
  await page.locator('.composer').waitFor()
}

const openUnassigned = async (page: Page): Promise<void> => {
  await page.keyboard.press('g')
  await page.keyboard.press('u')
  await openFirst(page)
}

const go = (key: string, there: string) => async (page: Page) => {
  await page.keyboard.press('g')
  await page.keyboard.press(key)
  await page.locator(there).waitFor()
}
const toSync = go('y', '.verdict')
const toToday = go('o', '.today-head')
const toFloor = go('l', '.floor-head')

const toWall = async (page: Page): Promise<void> => {
  await toFloor(page)
  await page.keyboard.press('Shift+W')
}

const toAssign = async (page: Page): Promise<void> => {
  await toFloor(page)
  await page.keyboard.press('j')
  await page.keyboard.press('a')
  await page.getByRole('dialog').waitFor()
}

const toSides = async (page: Page): Promise<void> => {
  await toSync(page)
  await page.locator('.sync-row', { hasText: 'Art festgelegt' }).click()
}

const press = (key: string) => async (page: Page) => {
  await openFirst(page)
  await page.keyboard.press(key)
  await page.getByRole('dialog').waitFor()
}

const walkIn = async (page: Page): Promise<void> => {
  await page.keyboard.press('Shift+N')
  await page.getByRole('button', { name: 'Register somebody new' }).click()
}

const attach = async (page: Page): Promise<void> => {
  await openFirst(page)
  await page
    .locator('.composer input[type=file]')
    .setInputFiles([{ name: 'estimate.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') }])
}

const states: readonly State[] = [
  { name: 'queue and case', open: openFirst },
  { name: 'a case with a safety warning', open: openUnassigned },
  {
    name: 'a note being written',
    open: async (page) => {
      await openFirst(page)
      await page.keyboard.press('n')
      await page.keyboard.type('Ask the workshop about the caliper.')
    },
  },
  { name: 'offline', world: 'offline', open: openFirst },
  { name: 'catching up', world: 'catching', open: openFirst },
  { name: 'empty', world: 'empty' },
  { name: 'loading', world: 'loading' },
  { name: 'a list that cannot be read', world: 'failing' },
  { name: 'no room on the disk', world: 'full', open: openFirst },
  { name: 'data that was rescued', world: 'rescued', open: openFirst },
  { name: 'something refused', world: 'parked', open: openFirst },
  { name: 'what needs me', world: 'parked', open: (page) => page.getByRole('button', { name: '2 need you' }).click() },
  { name: 'the sync centre with decisions', world: 'decisions', open: toSync },
  { name: 'the sync centre with two sides', world: 'decisions', lang: 'de', open: toSides },
  { name: 'the sync centre, off line', world: 'waiting', open: toSync },
  { name: 'the sync centre with nothing to do', open: toSync },
  { name: 'a dealership’s day', open: toToday },
  { name: 'a dealership’s day, off line, in German', world: 'waiting', lang: 'de', open: toToday },
  { name: 'a day nobody is expected on', world: 'empty', open: toToday },
  { name: 'a day that cannot be read', world: 'closed', open: toToday },
  { name: 'the floor, busy', world: 'floor', open: toFloor },
  { name: 'the floor, busy, in German', world: 'floor', lang: 'de', open: toFloor },
  { name: 'the floor, empty', world: 'floorEmpty', open: toFloor },
  { name: 'the floor, off line', world: 'floorAway', open: toFloor },
  { name: 'the floor, being filled', world: 'floorFilling', open: toFloor },
  { name: 'the floor, not readable', world: 'floorFailing', open: toFloor },
  { name: 'the floor for the wall', world: 'floor', open: toWall },
  { name: 'assigning', world: 'floor', open: toAssign },
  { name: 'a reply in review', world: 'review', open: openFirst },
  { name: 'a new case for a walk-in', open: walkIn },
  { name: 'logging a call', open: press('l') },
  { name: 'the history of a case', world: 'leading', open: press('h') },
  { name: 'the history of a case, in German', world: 'leading', lang: 'de', open: press('h') },
  { name: 'a history without a line', world: 'leading-away', open: press('h') },
  { name: 'a history on its way', world: 'leading-silent', open: press('h') },
  { name: 'a history the hub does not show', world: 'leading-refused', open: press('h') },
  { name: 'a history of nothing', world: 'leading-none', open: press('h') },
  { name: 'booking', world: 'waiting', open: press('b') },
  { name: 'files in the composer', open: attach },
  { name: 'locked', world: 'locked' },
  { name: 'who works here now', world: 'locked', open: (page) => page.getByRole('button', { name: 'Somebody else' }).click() },
  { name: 'the lease is over', world: 'lease' },
  {
    name: 'palette',
    open: async (page) => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('re')
      await page.getByText('On this device').waitFor()
    },
  },
  { name: 'keys', open: (page) => page.keyboard.press('?') },
  {
    name: 'recording a promise',
    open: async (page) => {
      await openFirst(page)
      await page.keyboard.press('c')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'settling the kind',
    open: async (page) => {
      await openFirst(page)
      await page.keyboard.press('s')
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'the account menu', open: (page) => page.getByRole('button', { name: /Account/ }).click() },
  { name: 'the status menu', world: 'parked', open: (page) => page.getByRole('button', { name: /Your status/ }).click() },
  { name: 'the status menu in German, off line', world: 'offline', lang: 'de', open: (page) => page.locator('.status').click() },
  { name: 'sign-in', world: 'signin' },
  { name: 'unlocking', world: 'unlock' },
  { name: 'German, long names', lang: 'de', open: openFirst },
]

const exceptions: Readonly<Record<string, readonly string[]>> = {
  // The list is scrolled by the arrow keys of the search field, which keeps the focus.
  palette: ['scrollable-region-focusable'],
  // React Aria puts a hidden button "Dismiss" beside the dialog, for those who cannot press Escape.
  'settling the kind': ['region'],
}

/** What axe cannot judge by itself: a single sign, such as a key's, and a row that the list's edge cuts. Their colours are those of all the others. */
const judged = new Set(['shortTextContent', 'elmPartiallyObscured'])
const undecided = (nodes: AxeResults['incomplete'][number]['nodes']) =>
  nodes.filter((node) => !node.any.some((check) => judged.has(check.data?.messageKey))).map((node) => node.html)

const all = (name: string): RunOptions => ({
  runOnly: { type: 'tag', values: tags },
  rules: Object.fromEntries((exceptions[name] ?? []).map((rule) => [rule, { enabled: false }])),
})

async function faults(page: Page, options: RunOptions): Promise<unknown> {
  const found = await axe(page, { exclude: '.icon-sprite', options })
  const contrast = found.incomplete.filter(({ id }) => id === 'color-contrast').flatMap(({ nodes }) => undecided(nodes))
  return [
    ...found.violations.map(({ id, nodes }) => ({ id, at: nodes.map((node) => `${node.html} ${node.failureSummary ?? ''}`) })),
    ...contrast,
  ]
}

/** What a new size moves has come to rest, rows that measure themselves too, and what a theme paints is painted. */
const drawn = (): Promise<void> =>
  new Promise((done) => {
    const places = () => JSON.stringify([...document.querySelectorAll('#root *')].map((element) => element.getBoundingClientRect().top))
    let [before, still] = ['', 0]
    const look = (): void => {
      const now = places()
      still = now === before ? still + 1 : 0
      before = now
      if (still === 3) done()
      else requestAnimationFrame(look)
    }
    look()
  })

for (const { name, world, lang, open } of states)
  test(`${name}: nothing stands in anybody's way, at any size, in light and dark`, async ({ show }) => {
    test.setTimeout(180_000)
    const page = await show({ theme: 'system', ...(world ? { world } : {}), ...(lang ? { lang } : {}) })
    await open?.(page)
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme: 'light' })
      await page.evaluate(drawn)
      expect(await faults(page, all(name)), `${width} x ${height}, light`).toEqual([])
    }
    const [width, height] = sizes[0]
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.evaluate(drawn)
    expect(await faults(page, colours), 'dark').toEqual([])
  })
