import { CaseId, CommandId } from '../../../src/domain/id.ts'
import type { KindRow } from '../../../src/domain/kind.ts'
import { kinds } from '../../../src/domain/kind.ts'
import { day } from '../../support/fixture-day.ts'
import type { World } from '../../support/fixture-desk.ts'
import { myself } from '../../support/fixture-dossier.ts'
import { floorRows, supervisor } from '../../support/fixture-floor.ts'
import { many, others } from '../../support/fixture-people.ts'
import { decided, item, quiet, waiting } from '../../support/fixture-sync.ts'
import { anId, held, ids, MINUTE, message, NOW, queue, site } from '../../support/rows.ts'
import { katharina, people } from '../journey/page/katharina.ts'

const house: readonly KindRow[] = [
  held('group', kinds.group.parse({ id: anId(1), name: 'Nordhaus Gruppe' })),
  held('site', site({ name: 'Hamburg-Altona' })),
  held('queue', queue()),
]

const mine = (rows: readonly KindRow[]): readonly KindRow[] =>
  rows.map((entry) =>
    entry.kind === 'case' && entry.row.id === ids.case ? held('case', { ...entry.row, owner: myself().id, fence: 1 }) : entry,
  )

const presence = held(
  'presence',
  kinds.presence.parse({
    ...{ id: myself().id, sites: [ids.altona], mode: 'available', modeSince: NOW - 52 * MINUTE },
    ...{ line: 'up', lineSince: NOW - 90 * MINUTE },
  }),
)

const busyRows = (): readonly KindRow[] => [
  ...people,
  ...house,
  held('agent', myself()),
  presence,
  ...others(),
  ...mine(katharina()),
  ...day,
]

const live = { state: 'live', since: NOW - 90 * MINUTE, seenAt: NOW, reason: null } as const
const hub = 'https://hub.nordhaus.example'
const signedIn = { state: 'signed-in', agent: myself(), hub, standIn: false } as const

const leads = myself().grants.map((grant) => ({ ...grant, role: 'supervisor' as const }))
const leading = { ...signedIn, agent: { ...myself(), grants: leads } } as const

const lenaHere = { email: myself().email, name: myself().name, hub, lastAt: NOW - 4 * MINUTE } as const
const people2 = [lenaHere, { email: 'jonas.feld@nordhaus.example', name: 'Jonas Feld', hub, lastAt: NOW - 19 * 60 * MINUTE }] as const

const busy = (): World => ({
  rows: busyRows(),
  bulk: [],
  session: signedIn,
  line: live,
  queue: 'here',
  sync: quiet,
  people: people2,
  signIn: { ok: true },
})

const away = { state: 'offline', since: NOW - 12 * MINUTE, seenAt: NOW - 12 * MINUTE, reason: 'The hub does not answer.' } as const

const parkedItems = [
  item(1, {
    command: CommandId.parse(anId(0xdead)),
    text: 'I have reserved the courtesy car for you from Monday.',
    state: 'refused',
    code: 'moved-on',
  }),
  item(2, {
    command: CommandId.parse(anId(0xdeae)),
    name: 'case.claim',
    case: CaseId.parse(anId(0x5007)),
    customerName: 'Ole Christensen',
    subject: 'Lease ends in 90 days: what are my options?',
    state: 'refused',
    code: 'already-claimed',
  }),
]

const overseeing = { ...signedIn, agent: supervisor() } as const
const floor = (): World => ({
  ...busy(),
  rows: [held('group', kinds.group.parse({ id: anId(1), name: 'Nordhaus Gruppe' })), ...floorRows()],
  session: overseeing,
})

const reviewText = 'We ring you before noon with the part date.'

const bare = (): readonly KindRow[] => [...house, held('agent', myself())]

const refusedText = 'I have reserved the courtesy car for you from Monday.'

/** Every state of the window, by name. */
export const worlds = {
  busy,
  leading: () => ({ ...busy(), session: leading }),
  'leading-away': () => ({ ...busy(), session: leading, line: away }),
  'leading-silent': () => ({ ...busy(), session: leading, audit: 'silent' }),
  'leading-refused': () => ({ ...busy(), session: leading, audit: 'refused' }),
  'leading-none': () => ({ ...busy(), session: leading, audit: 'none' }),
  floor,
  floorAway: () => ({ ...floor(), line: away }),
  floorEmpty: () => ({
    ...floor(),
    rows: floor().rows.filter(({ kind }) => kind !== 'case' && kind !== 'commitment' && kind !== 'presence'),
  }),
  floorFilling: () => ({ ...floor(), floor: 'filling' }),
  floorFailing: () => ({ ...floor(), floor: 'failing' }),
  standin: () => ({ ...busy(), session: { ...signedIn, standIn: true } }),
  empty: () => ({ ...busy(), rows: bare() }),
  loading: () => ({ ...busy(), rows: bare(), queue: 'filling' }),
  failing: () => ({ ...busy(), rows: bare(), queue: 'failing' }),
  offline: () => ({
    ...busy(),
    line: away,
  }),
  catching: () => ({ ...busy(), line: { state: 'catching-up', since: NOW - MINUTE, seenAt: NOW - 12 * MINUTE, reason: null } }),
  many: () => ({ ...busy(), bulk: many(10_000) }),
  parked: () => ({
    ...busy(),
    rows: [
      ...busyRows(),
      held(
        'message',
        message({
          id: anId(0x99),
          number: 40,
          author: { kind: 'agent', agent: ids.lena, name: 'Lena Vogt' },
          text: refusedText,
          at: NOW - 5 * MINUTE,
        }),
      ),
    ],
    sync: { ...quiet, refused: parkedItems },
  }),
  full: () => ({ ...busy(), device: { room: { full: true } } }),
  rescued: () => ({ ...busy(), device: { rescued: { unsent: 3, drafts: 1 } } }),
  waiting: () => ({ ...busy(), line: away, sync: waiting }),
  decisions: () => ({ ...busy(), sync: decided }),
  closed: () => ({ ...busy(), rows: bare(), today: 'failing' }),
  fetching: () => ({ ...busy(), today: 'partly' }),
  review: () => ({
    ...busy(),
    thread: { caughtUp: false },
    rows: [
      ...busyRows(),
      held(
        'message',
        message({
          id: anId(0x99),
          number: 40,
          author: { kind: 'agent', agent: ids.lena, name: 'Lena Vogt' },
          text: reviewText,
          at: NOW - 50 * MINUTE,
        }),
      ),
    ],
    sync: {
      ...quiet,
      decisions: [
        item(1, {
          text: reviewText,
          state: 'review',
          reasons: ['news', 'old'],
          news: [message({ id: anId(0xe1), number: 41, text: 'I found another garage.', at: NOW - 9 * MINUTE })],
        }),
      ],
    },
  }),
  locked: () => ({ ...busy(), session: { state: 'locked', email: lenaHere.email, name: lenaHere.name, hub, reason: 'asked' } }),
  idle: () => ({
    ...busy(),
    session: { state: 'locked', email: lenaHere.email, name: lenaHere.name, hub, reason: 'idle' },
    unlock: { ok: false, reason: 'wrong-password', field: 'password', waitSeconds: null },
  }),
  lease: () => ({ ...busy(), line: away, session: { state: 'locked', email: lenaHere.email, name: lenaHere.name, hub, reason: 'lease' } }),
  signin: () => ({
    ...busy(),
    session: { state: 'signed-out', hub: null, email: null, reason: null },
    signIn: { ok: false, reason: 'wrong-password', field: 'password', waitSeconds: null },
  }),
  unlock: () => ({ ...busy(), session: { state: 'signed-out', hub, email: 'lena.vogt@nordhaus.example', reason: 'keyring-changed' } }),
} as const satisfies Readonly<Record<string, () => World>>

export type WorldName = keyof typeof worlds
export const isWorld = (name: string): name is WorldName => Object.hasOwn(worlds, name)
