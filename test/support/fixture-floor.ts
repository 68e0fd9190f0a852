import type { Floor, Hand } from '../../src/domain/contract/floor.ts'
import type { Query } from '../../src/domain/contract/query.ts'
import type { KindRow, Row } from '../../src/domain/kind.ts'
import { figures } from '../../src/domain/rules/floor/figures.ts'
import { type FloorRows, looked } from '../../src/domain/rules/floor/look.ts'
import { casesAtRisk, needsYou } from '../../src/domain/rules/floor/needs.ts'
import { sessions } from '../../src/domain/rules/floor/sessions.ts'
import { siteStandings } from '../../src/domain/rules/floor/sites.ts'
import { waiting } from '../../src/domain/rules/floor/waiting.ts'
import { shownPresence } from '../../src/domain/rules/presence.ts'
import { myself } from './fixture-dossier.ts'
import type { MemoryTx } from './memory-tx.ts'
import { aCase, anId, commitment, HOUR, held, ids, MINUTE, NOW, presence, queue, site } from './rows.ts'

const altona = site().id
const kiel = site({ id: ids.kiel }).id
const bergedorf = site({ id: anId(0xa3) }).id

const person = (n: number, name: string, at: readonly (typeof altona)[]): Row<'agent'> => ({
  ...myself(),
  id: presence({ id: anId(n) }).id,
  name,
  grants: at.map((one) => ({ site: one, role: 'agent' as const })),
})

const everywhere = [altona, kiel, bergedorf]
const lena = person(0xb1, 'Lena Vogt', everywhere)
const people = [
  lena,
  person(0xb2, 'Jonas Feld', everywhere),
  person(0xb4, 'Amira Osei', everywhere),
  person(0xb5, 'Piet Harms', [kiel]),
  person(0xb6, 'Dr. Maximiliane von Hohenstein-Wartburg', [bergedorf]),
]

/** The supervisor of the made-up floor. */
export const supervisor = (): Row<'agent'> => ({
  ...myself(),
  id: presence({ id: anId(0xb9) }).id,
  name: 'Petra Lindqvist',
  grants: everywhere.map((one) => ({ site: one, role: 'supervisor' as const })),
})

interface Told {
  readonly name: string | null
  readonly subject: string
  readonly at: typeof altona
  /** Minutes ago: opened, waiting since, last word. */
  readonly opened: number
  readonly waits?: number
  readonly word?: number
  readonly owner?: Row<'agent'>
  readonly more?: Parameters<typeof aCase>[0]
}

const safety = (ago: number) => ({
  ...{ message: anId(0x12), words: 'brakes failed', raisedAt: NOW - ago * MINUTE },
  ...{ dueAt: NOW + (15 - ago) * MINUTE, answeredAt: null, dismissed: null },
})

const [, jonas, amira, piet, max] = people as [Row<'agent'>, Row<'agent'>, Row<'agent'>, Row<'agent'>, Row<'agent'>]
const raised = { by: amira.id, byName: amira.name, at: NOW - 4 * MINUTE, reason: 'He wants to speak to the manager about the invoice' }
const told: readonly Told[] = [
  {
    name: 'K. Brandstätter-Meyerhoff',
    subject: 'Brake noise is back after second repair',
    at: altona,
    opened: 70,
    waits: 12,
    word: 12,
    owner: lena,
    more: { safety: safety(12) },
  },
  { name: 'Hanna Krüger', subject: 'Smell of fuel while driving', at: kiel, opened: 3, waits: 2, word: 2, more: { safety: safety(2) } },
  {
    name: 'Bernd Oltmanns',
    subject: 'Invoice differs from the estimate by € 412',
    at: altona,
    opened: 95,
    word: 3,
    owner: amira,
    more: { raised },
  },
  { name: 'Dirk Ahrens', subject: 'Key does not unlock the car', at: altona, opened: 5, waits: 4, word: 4, more: { kind: 'enquiry' } },
  { name: 'Rana Yilmaz', subject: 'Paint after the repair is another colour', at: bergedorf, opened: 4, waits: 3, word: 3, owner: max },
  { name: null, subject: 'Does the Aurel V7 come with seven seats?', at: altona, opened: 1, waits: 1, word: 1, more: { kind: 'enquiry' } },
  {
    name: 'Autohaus Lindner Flottenmanagement Norddeutschland GmbH & Co. KG',
    subject: 'Zwölf Transporter: Angebot für die Verlängerung des Wartungsvertrages',
    at: kiel,
    opened: 300,
    waits: 280,
    word: 280,
    owner: piet,
    more: { kind: 'enquiry', channel: 'email' },
  },
  {
    name: 'Pavel Novák',
    subject: 'Trade-in value',
    at: altona,
    opened: 9,
    word: 1,
    owner: jonas,
    more: { kind: 'enquiry', lent: { from: lena.id, fromName: lena.name, at: NOW - MINUTE } },
  },
  {
    name: 'Ilse Gerdes',
    subject: 'Test drive on Saturday with two drivers',
    at: kiel,
    opened: 22,
    word: 6,
    owner: piet,
    more: { kind: 'enquiry' },
  },
  { name: 'Sven Kröger', subject: 'Car was not ready when promised', at: bergedorf, opened: 1_500, word: 800, owner: max },
]

const ago = (minutes: number | undefined): number | null => (minutes === undefined ? null : NOW - minutes * MINUTE)

const caseOf = ({ name, subject, at, opened, waits, word, owner, more }: Told, n: number): KindRow =>
  held(
    'case',
    aCase({
      ...{ id: anId(0x5100 + n), party: anId(0x6100 + n), site: at, subject, customerName: name, openedAt: NOW - opened * MINUTE },
      ...{ owner: owner?.id ?? null, fence: 1, waitingSince: ago(waits), unanswered: waits === undefined ? 0 : 1 },
      answeredAt: waits === undefined || opened - waits > 1 ? NOW - opened * MINUTE + MINUTE : null,
      lastWord: word === undefined ? null : { by: waits === undefined ? 'agent' : 'customer', at: NOW - word * MINUTE },
      ...more,
    }),
  )

const promised = (n: number, dueAt: number, more: Parameters<typeof commitment>[0] = {}): KindRow =>
  held('commitment', commitment({ id: anId(0x7100 + n), dueAt, ...more }))

/** A floor on a busy afternoon. Every name and word is made up. */
export const floorRows = (): readonly KindRow[] => [
  held('site', site({ name: 'Hamburg-Altona' })),
  held('site', site({ id: kiel, name: 'Kiel' })),
  held('site', site({ id: bergedorf, name: 'Hamburg-Bergedorf' })),
  held('queue', queue()),
  held('queue', queue({ id: ids.kielInbox, site: kiel, name: 'Kiel: sales' })),
  ...[...people, supervisor()].map((row) => held('agent', row)),
  ...told.map(caseOf),
  promised(0, NOW - 20 * HOUR, { site: bergedorf, case: anId(0x5109), ownerName: max.name, text: 'Ring with the day the part comes' }),
  promised(1, NOW + 25 * MINUTE, { case: anId(0x5107), ownerName: jonas.name, text: 'Send the valuation' }),
  held('presence', presence({ id: lena.id, mode: 'busy' })),
  held('presence', presence({ id: jonas.id, mode: 'available' })),
  held('presence', presence({ id: amira.id, mode: 'available' })),
  held('presence', presence({ id: piet.id, mode: 'working-offline', line: 'down' })),
  held('presence', presence({ id: max.id, line: 'lost', lineSince: NOW - 2 * MINUTE })),
]

const rowsOf = (tx: MemoryTx): FloorRows => ({
  cases: tx.of('case'),
  commitments: tx.of('commitment').filter(({ state }) => state === 'open'),
  presence: new Map(tx.of('presence').map((row) => [row.id, row])),
  agents: tx.of('agent'),
  sites: tx.of('site'),
})

const top = <T>(rows: readonly T[]) => ({ total: rows.length, rows })

/** The floor as the engine would count it; `behind`: how old its last word is. */
export function floorIn(tx: MemoryTx, { of: _, ...look }: Extract<Query, { of: 'floor' }>, behind: number | null): Floor {
  const rows = looked(rowsOf(tx), look)
  const risks = casesAtRisk(rows, NOW)
  const elapsed = performance.now()
  return {
    figures: figures(rows, risks, NOW),
    needs: top(needsYou(rows, risks, NOW)),
    waiting: top(waiting(rows, NOW)),
    sessions: top(sessions(rows, NOW)),
    sites: siteStandings(rows, NOW),
    ...{ at: NOW, elapsed, seenAt: behind === null ? null : elapsed - behind, filling: behind === null },
  }
}

export function handsIn(tx: MemoryTx, { site: at }: Extract<Query, { of: 'hands' }>): readonly Hand[] {
  const open = tx.of('case').filter(({ state }) => state === 'open')
  return tx
    .of('agent')
    .filter(({ grants }) => grants.some((grant) => grant.site === at))
    .map(({ id, name }) => ({
      ...{ agent: id, name, presence: shownPresence(tx.get('presence', id), NOW) },
      open: open.filter(({ owner }) => owner === id).length,
    }))
}
