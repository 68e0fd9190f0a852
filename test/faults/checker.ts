import { openReading } from '../../src/main/engine/store/open.ts'
import type { HubData, HubRow } from './hub-data.ts'

/** Something a person or a customer said and was told is kept. */
export interface Word {
  readonly by: string
  readonly text: string
}

/** What one desk holds, read from its own file by plain SQL. */
export interface DeskData {
  readonly name: string
  readonly agent: string
  readonly cursor: number
  readonly whole: ReadonlySet<string>
  readonly rows: ReadonlyMap<string, Pick<HubRow, 'kind' | 'id' | 'ver' | 'body'>>
  readonly outbox: readonly { readonly state: string; readonly text: string | null }[]
}

/** What is wrong, each with a sentence; nothing is wrong where all are empty. */
export interface Verdict {
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  readonly reordered: readonly string[]
  readonly stranded: readonly string[]
  readonly leaked: readonly string[]
  readonly unlike: readonly string[]
  readonly torn: readonly string[]
}

const key = ({ kind, id }: Pick<HubRow, 'kind' | 'id'>): string => `${kind} ${id}`

export function readDesk({ name, agent, file, secret }: { name: string; agent: string; file: string; secret: Uint8Array }): DeskData {
  const store = openReading({ file, key: secret })
  try {
    const tables = store.all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'row\\_%' ESCAPE '\\'")
    const kinds = tables.map((table) => table.name.slice('row_'.length)).filter((kind) => kind !== 'scope' && kind !== 'lookup')
    const rows = kinds.flatMap((kind) =>
      store
        .all<{ id: string; ver: number; body: string }>(`SELECT id, ver, body FROM row_${kind}`)
        .map(({ id, ver, body }) => ({ kind, id, ver, body: JSON.parse(body) })),
    )
    const scopes = store.all<{ name: string }>("SELECT name FROM scope WHERE state = 'whole'")
    return {
      name,
      agent,
      cursor: Number(store.get<{ value: string }>("SELECT value FROM kv WHERE key = 'cursor'")?.value ?? 0),
      whole: new Set(scopes.map((scope) => scope.name)),
      rows: new Map(rows.map((row) => [key(row), row])),
      outbox: store.all('SELECT state, text FROM outbox'),
    }
  } finally {
    store.close()
  }
}

/** The same text for equal values, whatever the order of their fields; what is null counts as absent. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).filter(([, inner]) => inner !== null)
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, plain(inner)]))
}

const alike = (a: unknown, b: unknown): boolean => JSON.stringify(plain(a)) === JSON.stringify(plain(b))

const strings = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [])

/** The scopes an agent may hold, worked out from the rows alone and not by the hub's own rule. */
function mayHold(hub: ReadonlyMap<string, HubRow>, agent: string): (scope: string) => boolean {
  const grants = (hub.get(`agent ${agent}`)?.body.grants ?? []) as readonly { readonly site: string }[]
  const sites = new Set(grants.map(({ site }) => site))
  return (scope) => {
    const [kind, id = ''] = scope.split(':')
    if (kind === 'ref') return true
    if (kind === 'user') return id === agent
    if (kind === 'site') return sites.has(id)
    if (kind === 'queue') return sites.has(String(hub.get(`queue ${id}`)?.body.site))
    return strings(hub.get(`party ${id}`)?.body.sites).some((site) => sites.has(site))
  }
}

interface Heard {
  readonly text: string
  readonly case: string
  readonly number: number
  readonly state: string
}

const messagesOf = (rows: readonly HubRow[]): readonly Heard[] =>
  rows
    .filter(({ kind }) => kind === 'message')
    .map(({ body }) => ({ text: String(body.text), case: String(body.case), number: Number(body.number), state: String(body.kind) }))

/** `a1 word 12`: who said it, in which of their lives, and when in the order of all they said. */
const placeIn = (text: string): { readonly writer: string; readonly place: number } | null => {
  const found = /^(\S+) word (\d+)$/.exec(text)
  return found ? { writer: String(found[1]), place: Number(found[2]) } : null
}

function reorderedOf(messages: readonly Heard[]): readonly string[] {
  const last = new Map<string, number>()
  const wrong: string[] = []
  for (const message of messages.toSorted((a, b) => a.number - b.number)) {
    const place = placeIn(message.text)
    if (!place) continue
    const lane = `${place.writer} ${message.case}`
    if ((last.get(lane) ?? -1) >= place.place) wrong.push(`"${message.text}" comes after a later word of theirs`)
    last.set(lane, place.place)
  }
  return wrong
}

function tornOf(hub: HubData, messages: readonly Heard[]): readonly string[] {
  const counts = Map.groupBy(messages, (message) => message.case)
  return hub.rows
    .filter(({ kind }) => kind === 'case')
    .flatMap(({ id, body }) => {
      const numbers = (counts.get(id) ?? []).map(({ number }) => number).sort((a, b) => a - b)
      const whole = numbers.length === Number(body.messages) && numbers.every((number, place) => number === place + 1)
      return whole ? [] : [`case ${id} counts ${String(body.messages)} messages and has ${numbers.join(' ')}`]
    })
}

function lostOf(words: readonly Word[], messages: readonly Heard[], desks: readonly DeskData[]): readonly string[] {
  const at = new Set(messages.map(({ text }) => text))
  const seen = new Set(
    desks.flatMap(({ outbox }) => outbox.flatMap(({ state, text }) => (text && !['applied', 'discarded'].includes(state) ? [text] : []))),
  )
  return words.flatMap(({ by, text }) => (at.has(text) || seen.has(text) ? [] : [`"${text}", told by ${by} to be kept, is nowhere`]))
}

function strandedOf(hub: HubData, desks: readonly DeskData[]): readonly string[] {
  const queues = new Set(hub.rows.flatMap(({ kind, id }) => (kind === 'queue' ? [id] : [])))
  const cases = hub.rows
    .filter(({ kind, body }) => kind === 'case' && body.state === 'open' && !body.owner && !queues.has(String(body.queue)))
    .map(({ id }) => `case ${id} is open and neither owned nor in a queue`)
  const waiting = desks.flatMap(({ name, outbox }) =>
    outbox
      .filter(({ state }) => state === 'waiting')
      .map(({ text }) => `"${text ?? 'a command'}" still waits on ${name}, though all is well`),
  )
  return [...cases, ...waiting]
}

function deskWrongs(
  hub: HubData,
  known: ReadonlyMap<string, HubRow>,
  desk: DeskData,
): { readonly leaked: string[]; readonly unlike: string[] } {
  const may = mayHold(known, desk.agent)
  const leaked: string[] = []
  const unlike: string[] = []
  for (const row of desk.rows.values()) {
    const there = known.get(key(row))
    if (!there) unlike.push(`${desk.name} holds ${key(row)}, which the hub does not have`)
    else if (!there.scopes.some(may)) leaked.push(`${desk.name} holds ${key(row)} of ${there.scopes.join(' ')}`)
    else if (there.ver !== row.ver || !alike(there.body, row.body))
      unlike.push(`${desk.name} holds ${key(row)} as of ${row.ver}, the hub as of ${there.ver}`)
  }
  for (const row of hub.rows) {
    if (row.scopes.some((scope) => desk.whole.has(scope)) && !desk.rows.has(key(row))) unlike.push(`${desk.name} lacks ${key(row)}`)
  }
  return { leaked, unlike }
}

/**
 * Reads both sides when all is at rest and says what is wrong. It knows the rows and nothing of how they came there: what
 * it works out, it works out from the data alone.
 */
export function judge({
  hub,
  desks,
  words,
}: {
  readonly hub: HubData
  readonly desks: readonly DeskData[]
  readonly words: readonly Word[]
}): Verdict {
  const messages = messagesOf(hub.rows)
  const ours = messages.filter(({ text }) => placeIn(text))
  const known = new Map(hub.rows.map((row) => [key(row), row]))
  const wrongs = desks.map((desk) => deskWrongs(hub, known, desk))
  const counted = Map.groupBy(ours, ({ text }) => text)
  return {
    lost: lostOf(words, ours, desks),
    doubled: [...counted].flatMap(([text, all]) => (all.length > 1 ? [`"${text}" is there ${all.length} times`] : [])),
    reordered: reorderedOf(ours),
    stranded: strandedOf(hub, desks),
    leaked: wrongs.flatMap(({ leaked }) => leaked),
    unlike: wrongs.flatMap(({ unlike }) => unlike),
    torn: tornOf(hub, messages),
  }
}

/** What is wrong, in numbers. */
export const countsOf = (verdict: Verdict): Readonly<Record<keyof Verdict, number>> => ({
  lost: verdict.lost.length,
  doubled: verdict.doubled.length,
  reordered: verdict.reordered.length,
  stranded: verdict.stranded.length,
  leaked: verdict.leaked.length,
  unlike: verdict.unlike.length,
  torn: verdict.torn.length,
})

export const nothingWrong: Readonly<Record<keyof Verdict, number>> = {
  lost: 0,
  doubled: 0,
  reordered: 0,
  stranded: 0,
  leaked: 0,
  unlike: 0,
  torn: 0,
}
