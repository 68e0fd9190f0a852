import { expect, test } from 'vitest'
import { countsOf, type DeskData, judge, nothingWrong, type Word } from './checker.ts'
import type { HubRow } from './hub-data.ts'

const agent: HubRow = {
  kind: 'agent',
  id: 'lena',
  ver: 1,
  body: { id: 'lena', grants: [{ site: 'altona', role: 'agent' }] },
  scopes: ['ref'],
}
const queues: HubRow[] = ['altona', 'kiel'].map((site) => ({ kind: 'queue', id: `q-${site}`, ver: 1, body: { site }, scopes: ['ref'] }))
const party = (site: string): HubRow => ({ kind: 'party', id: `p-${site}`, ver: 2, body: { sites: [site] }, scopes: [`party:p-${site}`] })
const caseOf = (site: string, messages: number): HubRow => ({
  kind: 'case',
  id: `c-${site}`,
  ver: 9,
  body: { party: `p-${site}`, site, queue: `q-${site}`, owner: null, state: 'open', messages },
  scopes: [`queue:q-${site}`, `party:p-${site}`],
})
const message = (text: string, number: number): HubRow => ({
  kind: 'message',
  id: `m-${number}`,
  ver: number + 2,
  body: { party: 'p-altona', case: 'c-altona', number, text, kind: 'note', readAt: null },
  scopes: ['party:p-altona'],
})

const said = ['lena word 1', 'lena word 2', 'hanna word 0']
const truth: readonly HubRow[] = [
  agent,
  ...queues,
  party('altona'),
  party('kiel'),
  caseOf('altona', 3),
  caseOf('kiel', 0),
  ...said.map((text, place) => message(text, place + 1)),
]
const seen = truth.filter(({ id }) => !id.endsWith('-kiel') || id === 'q-kiel')
const words: readonly Word[] = said.map((text) => ({ by: text.split(' ')[0] ?? '', text }))

interface World {
  readonly hub?: readonly HubRow[]
  readonly held?: readonly HubRow[]
  readonly outbox?: DeskData['outbox']
  readonly words?: readonly Word[]
}

function counts(world: World): object {
  const rows = new Map((world.held ?? seen).map((row) => [`${row.kind} ${row.id}`, row]))
  const whole = new Set(['ref', 'queue:q-altona', 'party:p-altona', 'user:lena'])
  const desk = { name: 'desk', agent: 'lena', cursor: 12, whole, rows, outbox: world.outbox ?? [] }
  return countsOf(judge({ hub: { head: 12, rows: world.hub ?? truth }, desks: [desk], words: world.words ?? words }))
}

const wrong = (some: object): object => ({ ...nothingWrong, ...some })
const without = (rows: readonly HubRow[], id: string): readonly HubRow[] => rows.filter((row) => row.id !== id)

test('where all is well, nothing is wrong, whatever the order of fields and though null and absent are the same', () => {
  const turned = seen.map((row) => ({ ...row, body: Object.fromEntries(Object.entries({ ...row.body, raised: null }).toReversed()) }))
  expect(counts({ held: turned })).toEqual(nothingWrong)
})

test('a word told to be kept that is nowhere is lost; one that a person can see in the outbox is not', () => {
  const extra = [...words, { by: 'lena', text: 'lena word 3' }]
  expect(counts({ words: extra })).toEqual(wrong({ lost: 1 }))
  expect(counts({ words: extra, outbox: [{ state: 'refused', text: 'lena word 3' }] })).toEqual(nothingWrong)
  expect(counts({ words: extra, outbox: [{ state: 'applied', text: 'lena word 3' }] })).toEqual(wrong({ lost: 1 }))
})

test('a word there twice is doubled', () => {
  const twice = message('lena word 2', 4)
  const rows = [...without(truth, 'c-altona'), caseOf('altona', 4), twice]
  const held = [...without(seen, 'c-altona'), caseOf('altona', 4), twice]
  expect(counts({ hub: rows, held })).toEqual(wrong({ doubled: 1, reordered: 1 }))
})

test('words that changed places are reordered', () => {
  const swapped = [message('lena word 2', 1), message('lena word 1', 2)]
  const swap = (rows: readonly HubRow[]): readonly HubRow[] => [...without(without(rows, 'm-1'), 'm-2'), ...swapped]
  expect(counts({ hub: swap(truth), held: swap(seen) })).toEqual(wrong({ reordered: 1 }))
})

test('a command that still waits when all is well is stranded, and so is an open case of no queue', () => {
  expect(counts({ outbox: [{ state: 'waiting', text: 'lena word 2' }] })).toEqual(wrong({ stranded: 1 }))
  const lost = truth.map((row) => (row.id === 'c-kiel' ? { ...row, body: { ...row.body, queue: 'none' } } : row))
  expect(counts({ hub: lost })).toEqual(wrong({ stranded: 1 }))
})

test('a row of a dealership that the agent may not see is leaked', () => {
  expect(counts({ held: [...seen, ...truth.filter(({ id }) => id === 'c-kiel')] })).toEqual(wrong({ leaked: 1 }))
})

test('a row missing, stale, changed or made up is unlike', () => {
  expect(counts({ held: without(seen, 'm-2') })).toEqual(wrong({ unlike: 1 }))
  expect(counts({ held: seen.map((row) => (row.id === 'm-2' ? { ...row, ver: 1 } : row)) })).toEqual(wrong({ unlike: 1 }))
  expect(counts({ held: seen.map((row) => (row.id === 'm-2' ? { ...row, body: { ...row.body, text: 'x' } } : row)) })).toEqual(
    wrong({ unlike: 1 }),
  )
  expect(counts({ held: [...seen, { ...message('x', 7), id: 'm-7' }] })).toEqual(wrong({ unlike: 1 }))
})

test('a case that counts other messages than it has is torn', () => {
  const rows = [...without(truth, 'c-altona'), caseOf('altona', 4)]
  expect(counts({ hub: rows, held: [...without(seen, 'c-altona'), caseOf('altona', 4)] })).toEqual(wrong({ torn: 1 }))
})
