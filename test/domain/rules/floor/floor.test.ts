import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kinds } from '../../../../src/domain/kind.ts'
import { figures } from '../../../../src/domain/rules/floor/figures.ts'
import { type FloorRows, type Look, looked } from '../../../../src/domain/rules/floor/look.ts'
import { casesAtRisk, needsYou } from '../../../../src/domain/rules/floor/needs.ts'
import { sessions } from '../../../../src/domain/rules/floor/sessions.ts'
import { siteStandings } from '../../../../src/domain/rules/floor/sites.ts'
import { waiting } from '../../../../src/domain/rules/floor/waiting.ts'
import type { MemoryTx } from '../../../support/memory-tx.ts'
import { HOUR, ids, MINUTE } from '../../../support/rows.ts'
import { agentsOf, type Happened, hours, live, sitesOf } from './hour.ts'
import {
  danger,
  hand,
  hands,
  inLook,
  isGone,
  isOpenNow,
  kindOf,
  lastWord,
  overdue,
  promises,
  type Story,
  service,
  shownOf,
  siteIds,
  stories,
  waits,
  worksAt,
} from './recount.ts'

const rowsOf = (tx: MemoryTx): FloorRows => ({
  cases: tx.of('case'),
  commitments: tx.of('commitment').filter(({ state }) => state === 'open'),
  presence: new Map(tx.of('presence').map((row) => [row.id, row])),
  agents: agentsOf,
  sites: sitesOf,
})

const look: fc.Arbitrary<Look> = fc.record({
  site: fc.constantFrom(null, null, ids.altona, ids.kiel).map((id) => (id === null ? null : kinds.site.shape.id.parse(id))),
  kind: fc.constantFrom(null, null, 'complaint' as const, 'enquiry' as const),
  queue: fc.constantFrom(null, null, ids.inbox).map((id) => (id === null ? null : kinds.queue.shape.id.parse(id))),
})

interface Seen {
  readonly all: readonly Story[]
  readonly events: readonly Happened[]
  readonly now: number
  readonly at: Look
}

/** Both ways of counting the same hour, looked at through the same filter. */
const forHours = (compare: (rows: FloorRows, seen: Seen) => void): void =>
  fc.assert(
    fc.property(hours, look, (steps, at) => {
      const { tx, events, now } = live(steps)
      const all = stories(events).filter(inLook(at))
      compare(looked(rowsOf(tx), at), { all, events, now, at })
    }),
    { numRuns: 500 },
  )

const waitingOf = ({ all }: Seen) =>
  all.flatMap((one) => (waits(one) === null ? [] : [{ one, since: waits(one) ?? 0 }])).sort((a, b) => a.since - b.since)

test('whoever waits is the same, and as long, counted from the rows and counted from what happened', () => {
  forHours((rows, seen) => {
    const shown = waiting(rows, seen.now)
    const told = waitingOf(seen).map(({ one, since }) => [one.id, since, overdue(one, seen.now), hands(one).owner, danger(one)])
    expect(shown.map((row) => [row.case, row.since, row.late, row.owner, row.safetyDueAt])).toEqual(told)
  })
})

test('live sessions are the same: whose, since when, with whose last word, raised and lent', () => {
  forHours((rows, seen) => {
    const isLive = (one: Story): boolean =>
      isOpenNow(one) && hands(one).owner !== null && (waits(one) !== null || seen.now - (lastWord(one)?.at ?? 0) <= 15 * MINUTE)
    const told = seen.all.filter(isLive).map((one) => {
      const { owner, lent } = hands(one)
      return [one.id, owner, shownOf(seen.events, owner ?? ''), one.openedAt, lastWord(one), hand(one), lent]
    })
    const shown = sessions(rows, seen.now).map((row) => [
      ...[row.case, row.owner, row.presence.shown, row.since, row.lastWord],
      ...[row.raised?.at ?? null, row.lent?.from ?? null],
    ])
    expect(shown.toSorted()).toEqual(told.toSorted())
  })
})

const risksOf = (one: Story, { events, now }: Seen): readonly (readonly [string, number])[] => [
  ...(danger(one) !== null ? [['safety', danger(one) ?? 0] as const] : []),
  ...(isOpenNow(one) && hand(one) !== null ? [['raised', hand(one) ?? 0] as const] : []),
  ...(overdue(one, now) ? [['unanswered', waits(one) ?? 0] as const] : []),
  ...promises(events)
    .filter((promise) => isOpenNow(one) && promise.case === one.id && promise.open && promise.dueAt - now <= HOUR)
    .map(({ dueAt }) => [dueAt < now ? 'promise-broken' : 'promise-due', dueAt] as const),
]

test('who needs a supervisor is the same, with the same reasons, and safety is never below anything else', () => {
  forHours((rows, seen) => {
    const needs = needsYou(rows, casesAtRisk(rows, seen.now), seen.now)
    const cases = seen.all.map((one) => [one.id, risksOf(one, seen).toSorted()] as const).filter(([, reasons]) => reasons.length > 0)
    const shown = needs.flatMap((need) =>
      need.of === 'case' ? [[need.case, need.reasons.map(({ why, at }) => [why, at]).toSorted()]] : [],
    )
    expect(shown.toSorted()).toEqual(cases.toSorted())
    const away = agentsOf.flatMap(({ id }) => {
      const held = seen.all.filter((one) => isOpenNow(one) && hands(one).owner === id)
      return held.length > 0 && isGone(shownOf(seen.events, id)) ? [[id, held.map((one) => one.id).toSorted()]] : []
    })
    const gone = needs.flatMap((need) => (need.of === 'agent' ? [[need.agent, need.holds.map((one) => one.case).toSorted()]] : []))
    expect(gone.toSorted()).toEqual(away.toSorted())
    const safety = needs.map((need) => need.of === 'case' && need.reasons[0].why === 'safety')
    expect(safety.toSorted((a, b) => Number(b) - Number(a))).toEqual(safety)
  })
})

test('a promise is missed nowhere: those without an open case stand in the list by themselves', () => {
  forHours((rows, seen) => {
    const open = new Set(seen.all.filter(isOpenNow).map(({ id }) => id))
    const whole = seen.at.kind === null && seen.at.queue === null
    const mine = new Set(seen.all.map(({ id }) => id))
    const told = promises(seen.events).filter(
      (one) => one.open && one.dueAt - seen.now <= HOUR && !open.has(one.case) && (mine.has(one.case) || (whole && seen.at.site === null)),
    )
    const shown = needsYou(rows, casesAtRisk(rows, seen.now), seen.now).flatMap((need) =>
      need.of === 'promise' ? [need.commitment as string] : [],
    )
    expect(shown.toSorted()).toEqual(told.map(({ id }) => id).toSorted())
  })
})

test('every figure and the number it is told of are the same', () => {
  forHours((rows, seen) => {
    const { all, events, now } = seen
    const open = all.filter(isOpenNow)
    const since = waitingOf(seen).map((one) => one.since)
    const complaints = open.filter((one) => kindOf(one) === 'complaint')
    const owed = promises(events).filter((one) => one.open && all.some(({ id }) => id === one.case))
    expect(figures(rows, casesAtRisk(rows, now), now)).toEqual([
      { id: 'waiting', value: since.length, n: open.length },
      { id: 'longest-wait', value: since.length === 0 ? null : now - Math.min(...since), n: since.length },
      { id: 'service-chat', ...service(all, { channels: ['chat'], within: 2 * MINUTE, window: 30 * MINUTE, now }) },
      { id: 'service-written', ...service(all, { channels: ['email', 'web', 'sms'], within: 4 * HOUR, window: 24 * HOUR, now }) },
      { id: 'complaints-at-risk', value: complaints.filter((one) => risksOf(one, seen).length > 0).length, n: complaints.length },
      { id: 'promises-broken', value: owed.filter(({ dueAt }) => dueAt < now).length, n: owed.length },
    ])
  })
})

test('each site’s complaints, broken promises, agents and orphaned cases are the same', () => {
  forHours((rows, seen) => {
    const { all, events, now, at } = seen
    const told = siteIds
      .filter((site) => at.site === null || site === at.site)
      .map((site) => {
        const open = all.filter((one) => isOpenNow(one) && one.site === site)
        const owed = promises(events).filter(
          (one) => one.open && one.dueAt < now && all.some(({ id, site: s }) => id === one.case && s === site),
        )
        const shown = worksAt(site).map(({ id }) => shownOf(events, id))
        return {
          site,
          complaints: open.filter((one) => kindOf(one) === 'complaint').length,
          broken: owed.length,
          agents: shown.toSorted(),
          heldAway: open.filter((one) => hands(one).owner !== null && isGone(shownOf(events, hands(one).owner ?? ''))).length,
        }
      })
    const shown = siteStandings(rows, now).map(({ name: _, agents, ...rest }) => ({
      ...rest,
      agents: Object.entries(agents)
        .flatMap(([one, count]) => Array.from({ length: count ?? 0 }, () => one))
        .toSorted(),
    }))
    expect(shown).toEqual(told)
  })
})
