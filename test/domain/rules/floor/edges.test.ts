import { expect, test } from 'vitest'
import { serviceLevel } from '../../../../src/domain/rules/floor/figures.ts'
import { type FloorRows, looked } from '../../../../src/domain/rules/floor/look.ts'
import { casesAtRisk, needsYou } from '../../../../src/domain/rules/floor/needs.ts'
import { sessions } from '../../../../src/domain/rules/floor/sessions.ts'
import { siteStandings } from '../../../../src/domain/rules/floor/sites.ts'
import { CHAT_SERVICE } from '../../../../src/domain/rules/targets.ts'
import { agentRow } from '../../../support/desk.ts'
import { aCase, agent, anId, commitment, HOUR, ids, MINUTE, NOW, presence, site } from '../../../support/rows.ts'

const floor = (more: Partial<FloorRows>): FloorRows => ({
  cases: [],
  commitments: [],
  presence: new Map(),
  agents: [agentRow()],
  sites: [site()],
  ...more,
})

const needs = (rows: FloorRows) => needsYou(rows, casesAtRisk(rows, NOW), NOW)

const fresh = (more: Parameters<typeof aCase>[0]) => aCase({ openedAt: NOW - 10 * MINUTE, waitingSince: null, ...more })
const level = (...cases: ReturnType<typeof aCase>[]) => serviceLevel(cases, CHAT_SERVICE, NOW)

test('a case from before first answers were written down is left out of the service level, and so is one begun by us', () => {
  expect(level(fresh({ answeredAt: null }))).toEqual({ value: null, n: 0 })
})

test('one nobody has answered is missed from the moment its time is over, and not counted before', () => {
  const unanswered = (age: number) => level(fresh({ openedAt: NOW - age, waitingSince: NOW - age }))
  expect(unanswered(2 * MINUTE)).toEqual({ value: null, n: 0 })
  expect(unanswered(2 * MINUTE + 1)).toEqual({ value: 0, n: 1 })
})

test('an answer in the last moment counts as in time, one a moment later does not, and what is older than the window counts no more', () => {
  const answered = (after: number, openedAt = NOW - 30 * MINUTE) => level(fresh({ openedAt, answeredAt: openedAt + after }))
  expect(answered(2 * MINUTE)).toEqual({ value: 1, n: 1 })
  expect(answered(2 * MINUTE + 1)).toEqual({ value: 0, n: 1 })
  expect(answered(MINUTE, NOW - 30 * MINUTE - 1)).toEqual({ value: null, n: 0 })
})

test('with no agents at all nothing is divided by them: every site stands there with nothing', () => {
  expect(siteStandings(floor({ agents: [] }), NOW)).toMatchObject([{ name: 'Altona', complaints: 0, broken: 0, agents: {}, heldAway: 0 }])
})

test('an agent of two sites counts at each, one who has left at none', () => {
  const both = { ...agentRow(), grants: [...agentRow().grants, ...agentRow(agent(ids.lena, ids.kiel)).grants] }
  const gone = { ...agentRow(agent(ids.jonas)), active: false }
  const rows = floor({ agents: [both, gone], sites: [site(), site({ id: ids.kiel, name: 'Kiel' })] })
  const online = { ...rows, presence: new Map([[ids.lena, presence()]]) }
  expect(siteStandings(online, NOW).map(({ agents }) => agents)).toEqual([{ available: 1 }, { available: 1 }])
})

test('who said that they work on without a line does not need anybody, who vanished with a waiting customer does, before who only left', () => {
  const [lena, jonas] = [agentRow(), agentRow(agent(ids.jonas))]
  const cases = [
    aCase({ id: anId(0x61), owner: ids.lena, waitingSince: NOW - MINUTE }),
    aCase({ id: anId(0x62), owner: ids.jonas, waitingSince: null }),
  ]
  const at = (line: 'lost' | 'down', mode: 'available' | 'working-offline') =>
    needs(floor({ cases, agents: [jonas, lena], presence: new Map([[ids.lena, presence({ line, mode })]]) }))
  expect(at('lost', 'available').map((need) => (need.of === 'agent' ? [need.name, need.presence.shown] : []))).toEqual([
    ['Lena Vogt', 'vanished'],
    ['Jonas Feld', 'offline'],
  ])
  expect(at('down', 'working-offline').map((need) => need.of === 'agent' && need.name)).toEqual(['Jonas Feld'])
})

test('what somebody is at risk of stands in one place with all its reasons, the most pressing first', () => {
  const safety = { message: ids.message, words: 'smoke', raisedAt: NOW, dueAt: NOW + HOUR, answeredAt: null, dismissed: null }
  const raised = { by: ids.lena, byName: 'Lena Vogt', at: NOW - MINUTE, reason: 'He wants the manager' }
  const rows = floor({
    cases: [aCase({ safety, raised, waitingSince: NOW - HOUR })],
    commitments: [commitment({ case: ids.case, dueAt: NOW - MINUTE }), commitment({ id: anId(0x71), case: ids.case, dueAt: NOW + HOUR })],
  })
  const [need] = needs(rows)
  expect(need?.of === 'case' ? need.reasons.map(({ why }) => why) : need).toEqual([
    'safety',
    'raised',
    'promise-broken',
    'unanswered',
    'promise-due',
  ])
})

test('a session of a case from before last words were written down lives as long as its customer waits', () => {
  const old = { owner: ids.lena, lastWord: null, heard: { number: 1, at: NOW - 40 * MINUTE } }
  const live = (waitingSince: number | null) => sessions(floor({ cases: [aCase({ ...old, waitingSince })] }), NOW)
  expect(live(NOW - 40 * MINUTE)).toMatchObject([{ lastWord: { by: 'customer', at: NOW - 40 * MINUTE } }])
  expect(live(null)).toEqual([])
})

test('asked for one queue, a promise of a case in another is left out, and asked for nothing all is as it was', () => {
  const rows = floor({ cases: [aCase({ queue: ids.inbox })], commitments: [commitment({ case: anId(0x99) })] })
  expect(looked(rows, { site: null, kind: null, queue: null })).toBe(rows)
  const seen = looked(rows, { site: null, kind: null, queue: aCase().queue })
  expect([seen.cases.length, seen.commitments.length]).toEqual([1, 0])
})
