import type { Args, CommandName } from '../../../src/domain/commands/table.ts'
import { HOUR, NOW } from '../../support/rows.ts'
import type { Random } from './random.ts'
import { agentOf, CASES, FENCES, hashOf, idOf, type Person, SLOTS } from './two-sites.ts'

/**
 * What a command is compared with. `unknown`: everything of the other site in it changed to what nobody ever made. `taken`: it
 * names something new by an id that is in use; then to what is in use at one's own site. An id is made of chance and is one thing
 * in all the group, so that much is told, and not where or what it is.
 */
export type Like = 'unknown' | 'taken'

export interface Probe {
  readonly name: CommandName
  readonly like: Like
  readonly args: object
  readonly after: readonly string[]
  /** The command's own id; null: a new one. */
  readonly id: string | null
}

const [OURS, THEIRS] = ['a0a0', 'b0b0'] as const

type Noun = Parameters<typeof idOf>[1]
type Named = Args<'case.claim'>
/** Arguments as they travel: ids are texts, and may be wrong ones. */
type Loose<N extends CommandName> = { readonly [K in keyof Args<N>]: unknown }

let made = 0
/** An id that is new each time. */
export const fresh = (noun: Noun): string =>
  idOf(
    `feed${Math.floor(made / 0x10000)
      .toString(16)
      .padStart(4, '0')}`,
    noun,
    ++made % 0x10000,
  )

const ANY_OF_THEIRS = new RegExp(`(0190[0-9a-f]{4}-0000-7000-8000-)0000${THEIRS}([0-9a-f]{4})|${hashOf(THEIRS)}|${THEIRS}`, 'g')

/** The same said of nothing there is; or of one's own. What was new in it is new again. */
export function twinOf(text: string, like: Like): string {
  const renewed = text.replaceAll(/8000-feed/g, '8000-fade')
  if (like === 'taken') return renewed.replaceAll(THEIRS, OURS)
  return renewed.replaceAll(ANY_OF_THEIRS, (all, start?: string, end?: string) => {
    if (start !== undefined) return `${start}0000dead${end}`
    return all === THEIRS ? 'dead' : 'dead'.repeat(16)
  })
}

/** Draws what a command may name. */
function drawn(random: Random) {
  const { below, pick, once } = random
  const n = (): number => below(CASES) + 1
  const theirs = (noun: Noun, number = n()): string => idOf(THEIRS, noun, number)
  const ours = (noun: Noun, number = n()): string => idOf(OURS, noun, number)
  const someone = (): string => agentOf(THEIRS, pick<Person>(['supervisor', 'agent', 'colleague', 'admin']))
  /** A case of theirs by its own party, now and then by another, of theirs or ours; or theirs as the party of a case of ours. */
  const named = (number = n()): Record<keyof Named, unknown> =>
    pick([
      ...Array.from({ length: 7 }, () => ({ case: theirs('case', number), party: theirs('party', number) })),
      { case: theirs('case', number), party: theirs('party') },
      { case: theirs('case', number), party: ours('party', number) },
      { case: ours('case', number), party: theirs('party', number) },
    ])
  const held = () => {
    const number = n()
    return { ...named(number), fence: once(2) ? (FENCES[number] ?? 0) : below(7) }
  }
  const mine = (number = 6) => ({ case: ours('case', number), party: ours('party', number) })
  const text = (): string => pick(['Hello', 'Is it safe?', 'Who is it?'])
  const note = (message: string) => ({ message, text: text() })
  const anyNote = () => pick([null, note(fresh('message')), note(theirs('message'))])
  return { ...random, n, theirs, ours, someone, named, held, mine, text, note, anyNote }
}
type Drawn = ReturnType<typeof drawn>

const booking = ({ pick, text }: Drawn) => ({
  purpose: 'service',
  startsAt: pick(SLOTS),
  vehicle: null,
  case: null,
  note: pick([null, text()]),
})
const opening = ({ pick, text }: Drawn) => ({
  kind: pick(['complaint', 'enquiry']),
  subject: text(),
  channel: 'phone',
  remedy: null,
  vehicle: null,
  note: null,
})
const file = { name: 'photo.jpg', type: 'image/jpeg', size: 3 }
const guest = ({ text }: Drawn) => ({ name: text(), language: 'en', contacts: [] })
const car = { brand: null, model: 'Estate', plate: null, vin: null, year: null }

function told(id: string, more: object): Loose<'touchpoint.record'> {
  const nothing = { vehicle: null, opportunity: null, case: null, site: null }
  return {
    id,
    party: id,
    kind: 'walk_in',
    at: NOW,
    ...nothing,
    source: { source: 'desk', id },
    data: { reason: 'Came in' },
    origin: 'live',
    ...more,
  }
}

/** Each command there is, aimed at what is theirs. Who leads them is answered by it, but for the hub's own. */
export const aimed: { readonly [N in CommandName]: (d: Drawn) => Loose<N> } = {
  'appointment.book': (d) => ({
    ...{ appointment: fresh('appointment'), party: d.theirs('party'), resource: d.theirs('resource', 1), ...booking(d) },
    ...(d.once(2) ? { case: d.theirs('case'), vehicle: d.theirs('vehicle') } : {}),
  }),
  'appointment.close': (d) => ({
    ...{ appointment: d.theirs('appointment', 1), party: d.theirs('party', d.pick([1, 1, 2])) },
    ...{ state: d.pick(['arrived', 'missed', 'cancelled']), reason: d.pick([null, 'Ill']) },
  }),
  'attachment.add': (d) => ({
    ...{ attachment: d.pick([fresh('attachment'), d.theirs('attachment')]), ...d.named(), ...file },
    ...{ message: d.pick([null, d.theirs('message')]), sha256: d.pick(['ab'.repeat(32), hashOf(THEIRS)]) },
  }),
  'attachment.stored': (d) => ({ attachment: d.theirs('attachment', 1), party: d.theirs('party', 1), sha256: hashOf(THEIRS) }),
  'case.assign': (d) => ({ ...d.held(), to: d.pick([d.someone(), d.someone(), agentOf(OURS, 'agent')]), note: d.anyNote() }),
  'case.claim': (d) => d.named(),
  'case.classify': (d) => ({ ...d.named(), kind: d.pick(['complaint', 'enquiry']), remedy: d.pick([null, 'refund']), was: null }),
  'case.dismissSafety': (d) => ({ ...d.named(), reason: d.text() }),
  'case.handBack': (d) => ({ ...d.held(), note: d.anyNote() }),
  'case.lower': (d) => d.named(),
  'case.open': (d) => ({
    ...{ case: d.pick([fresh('case'), d.theirs('case')]), party: d.theirs('party'), site: d.theirs('site', 1), ...opening(d) },
    ...{ queue: d.theirs('queue', d.pick([1, 2])), note: d.anyNote(), vehicle: d.pick([null, d.theirs('vehicle')]) },
  }),
  'case.raise': (d) => ({ ...d.named(), reason: d.text(), note: d.anyNote() }),
  'case.release': (d) => d.held(),
  'case.reopen': (d) => d.named(),
  'case.resolve': (d) => ({ ...d.held(), knows: d.below(4) }),
  'case.takeOver': (d) => ({ ...d.held(), reason: d.pick([null, d.text()]) }),
  'case.unassign': (d) => ({ ...d.named(), owner: d.someone() }),
  'commitment.close': (d) => {
    const n = d.n()
    return {
      commitment: d.theirs('commitment', n),
      party: d.theirs('party', n),
      state: d.pick(['kept', 'cancelled']),
      evidence: d.pick([null, d.text()]),
    }
  },
  'commitment.record': (d) => ({
    commitment: d.pick([fresh('commitment'), d.theirs('commitment')]),
    ...d.named(),
    text: d.text(),
    dueAt: NOW,
  }),
  'conversation.say': (d) => ({
    ...{ message: fresh('message'), case: d.pick([fresh('case'), d.theirs('case')]), party: d.theirs('party'), host: d.theirs('party') },
    ...{ site: d.theirs('site', 1), queue: d.theirs('queue', 1), text: d.text(), origin: 'live' },
  }),
  'import.rows': (d) => ({ kind: 'queue', rows: [{ id: d.theirs('queue', 1), site: d.ours('site', 1), name: 'Taken' }], root: 'ref' }),
  'message.note': (d) => ({ message: d.pick([fresh('message'), d.theirs('message')]), ...d.named(), text: d.text() }),
  'message.reached': (d) => ({ message: d.theirs('message'), party: d.theirs('party'), read: true }),
  'message.reply': (d) => ({ message: d.pick([fresh('message'), d.theirs('message')]), ...d.held(), text: d.text(), knows: d.below(4) }),
  'party.arrive': (d) => ({ party: d.theirs('party'), site: d.theirs('site', 1), name: null, language: 'en', origin: 'live' }),
  'party.consent': (d) => ({ consent: fresh('consent'), party: d.theirs('party'), purpose: 'journey', state: 'given', source: 'desk' }),
  'party.identify': (d) => ({
    ...{ party: d.pick([d.theirs('party'), d.ours('party')]), identity: fresh('identity'), customer: d.theirs('customer') },
    ...{ crm: `${THEIRS} number ${d.n()}`, name: 'Somebody', email: null, phone: null, source: 'desk' },
  }),
  'party.register': (d) => ({ party: d.pick([fresh('party'), d.theirs('party')]), site: d.theirs('site', 1), ...guest(d), vehicle: null }),
  'presence.line': (d) => ({ agent: d.someone(), line: d.pick(['up', 'lost', 'down']), was: d.pick([null, 'up', 'down']) }),
  'presence.set': (d) => ({ agent: d.someone(), mode: d.pick(['available', 'away']) }),
  'resource.open': (d) => ({ resource: d.theirs('resource', 1), openings: [{ from: NOW, to: NOW + HOUR }] }),
  'touchpoint.record': (d) => told(fresh('touchpoint'), { party: d.theirs('party'), site: d.pick([null, d.theirs('site', 1)]) }),
  'whisper.close': (d) => {
    const n = d.n()
    return { whisper: d.theirs('whisper', n), party: d.theirs('party', d.pick([n, n, d.n()])), how: d.pick(['taken', 'dismissed']) }
  },
  'whisper.say': (d) => ({
    ...{ whisper: d.pick([fresh('whisper'), d.theirs('whisper')]), ...d.named(), to: d.pick([d.someone(), agentOf(THEIRS, 'agent')]) },
    ...{ kind: d.pick(['whisper', 'suggestion']), text: d.text() },
  }),
}

/** What only the hub itself or a customer says: no agent is answered by it, wherever they work. */
export const NO_AGENTS: ReadonlySet<CommandName> = new Set([
  'attachment.stored',
  'case.unassign',
  'conversation.say',
  'import.rows',
  'message.reached',
  'party.arrive',
  'party.consent',
  'party.identify',
  'presence.line',
  'resource.open',
])

type Mix = (d: Drawn) => Pick<Probe, 'like' | 'name'> & Partial<Pick<Probe, 'after' | 'id'>> & { readonly args: object }

const mix =
  <N extends CommandName>(like: Like, name: N, args: (d: Drawn) => Loose<N>): Mix =>
  (d) => ({ like, name, args: args(d) })

const OWN_FENCE = { fence: FENCES[6] }
const own = (d: Drawn) => ({ ...d.mine(), ...OWN_FENCE })
const ownNote = (d: Drawn): Loose<'message.note'> => ({ message: fresh('message'), ...d.mine(), text: d.text() })
const guestHere = (d: Drawn): Loose<'party.register'> => ({ party: fresh('party'), site: d.ours('site', 1), ...guest(d), vehicle: null })
const bookedHere = (d: Drawn): Loose<'appointment.book'> => ({
  ...{ appointment: fresh('appointment'), party: d.ours('party', 6), resource: d.ours('resource', 1), ...booking(d), startsAt: SLOTS[1] },
})
const openedHere = (d: Drawn): Loose<'case.open'> => ({
  ...{ case: fresh('case'), party: d.ours('party', 6), site: d.ours('site', 1), queue: d.ours('queue', 1), ...opening(d) },
})
const fileHere = (d: Drawn): Loose<'attachment.add'> => ({
  ...{ attachment: fresh('attachment'), ...d.mine(), message: null, ...file, sha256: 'ab'.repeat(32) },
})
const toldHere = (d: Drawn, more: object): Loose<'touchpoint.record'> => told(fresh('touchpoint'), { party: d.ours('party', 6), ...more })
const whisperHere = (d: Drawn): Loose<'whisper.say'> => ({
  ...{ whisper: fresh('whisper'), ...d.mine(1), to: agentOf(OURS, 'agent'), kind: 'whisper', text: d.text() },
})

/** What one may do at one's own site, but for one word of it that is theirs. */
export const mixed: readonly Mix[] = [
  mix('unknown', 'case.assign', (d) => ({ ...own(d), to: d.someone(), note: d.pick([null, d.note(fresh('message'))]) })),
  mix('unknown', 'whisper.say', (d) => ({ ...whisperHere(d), to: d.someone() })),
  mix('unknown', 'whisper.close', (d) => ({ whisper: d.theirs('whisper'), party: d.ours('party'), how: 'taken' })),
  mix('unknown', 'commitment.close', (d) => ({
    commitment: d.theirs('commitment'),
    party: d.ours('party'),
    state: 'kept',
    evidence: null,
  })),
  mix('unknown', 'attachment.add', (d) => ({ ...fileHere(d), message: d.theirs('message') })),
  mix('unknown', 'appointment.close', (d) => ({
    appointment: d.theirs('appointment', 1),
    party: d.ours('party'),
    state: 'arrived',
    reason: null,
  })),
  mix('unknown', 'appointment.book', (d) => ({ ...bookedHere(d), resource: d.theirs('resource', 1) })),
  mix('unknown', 'appointment.book', (d) => ({ ...bookedHere(d), case: d.theirs('case') })),
  mix('unknown', 'appointment.book', (d) => ({ ...bookedHere(d), vehicle: d.theirs('vehicle') })),
  mix('unknown', 'appointment.book', (d) => ({ ...bookedHere(d), party: d.theirs('party') })),
  mix('unknown', 'case.open', (d) => ({ ...openedHere(d), queue: d.theirs('queue', 1) })),
  mix('unknown', 'case.open', (d) => ({ ...openedHere(d), site: d.theirs('site', 1) })),
  mix('unknown', 'case.open', (d) => ({ ...openedHere(d), vehicle: d.theirs('vehicle') })),
  mix('unknown', 'case.open', (d) => ({ ...openedHere(d), party: d.theirs('party') })),
  mix('unknown', 'party.register', (d) => ({ ...guestHere(d), site: d.theirs('site', 1) })),
  mix('unknown', 'touchpoint.record', (d) => toldHere(d, { site: d.theirs('site', 1) })),
  mix('unknown', 'touchpoint.record', (d) =>
    toldHere(d, { vehicle: d.theirs('vehicle'), opportunity: d.theirs('opportunity'), case: d.theirs('case') }),
  ),
  mix('unknown', 'touchpoint.record', (d) => toldHere(d, { source: { source: THEIRS, id: String(d.n()) } })),
  (d) => ({ like: 'unknown', name: 'message.note', args: ownNote(d), after: [d.theirs('command', d.pick([1, 2]))] }),
  (d) => ({ like: 'taken', name: 'message.note', args: ownNote(d), id: d.theirs('command', d.pick([1, 2])) }),
  mix('taken', 'message.note', (d) => ({ ...ownNote(d), message: d.theirs('message') })),
  mix('taken', 'message.reply', (d) => ({ ...ownNote(d), ...OWN_FENCE, knows: 9, message: d.theirs('message') })),
  mix('taken', 'case.assign', (d) => ({ ...own(d), to: agentOf(OURS, 'agent'), note: d.note(d.theirs('message')) })),
  mix('taken', 'case.handBack', (d) => ({ ...d.mine(4), fence: FENCES[4], note: d.note(d.theirs('message')) })),
  mix('taken', 'case.raise', (d) => ({ ...d.mine(), reason: d.text(), note: d.note(d.theirs('message')) })),
  mix('taken', 'case.open', (d) => ({ ...openedHere(d), case: d.theirs('case') })),
  mix('taken', 'case.open', (d) => ({ ...openedHere(d), note: d.note(d.theirs('message')) })),
  mix('taken', 'commitment.record', (d) => ({ commitment: d.theirs('commitment'), ...d.mine(), text: d.text(), dueAt: NOW })),
  mix('taken', 'attachment.add', (d) => ({ ...fileHere(d), attachment: d.theirs('attachment') })),
  mix('taken', 'whisper.say', (d) => ({ ...whisperHere(d), whisper: d.theirs('whisper') })),
  mix('taken', 'appointment.book', (d) => ({ ...bookedHere(d), appointment: d.theirs('appointment', 1) })),
  mix('taken', 'party.register', (d) => ({ ...guestHere(d), party: d.theirs('party') })),
  mix('taken', 'party.register', (d) => ({ ...guestHere(d), vehicle: { id: d.theirs('vehicle'), ...car } })),
  mix('taken', 'touchpoint.record', (d) => {
    const id = d.theirs('touchpoint')
    return toldHere(d, { id, source: { source: 'desk', id } })
  }),
]

const names = Object.keys(aimed) as readonly CommandName[]

/** The next command at what is theirs: three of four aimed at it, one with a word of it among one's own. */
export function nextProbe(random: Random): Probe {
  const d = drawn(random)
  if (random.once(4)) return { after: [], id: null, ...random.pick(mixed)(d) }
  const name = random.pick(names)
  return { name, like: 'unknown', args: aimed[name](d), after: [], id: null }
}
