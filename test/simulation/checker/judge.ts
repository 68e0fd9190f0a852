import type { Desk } from '../world/desk.ts'
import { noteLetGo } from '../world/work.ts'
import type { World } from '../world/world.ts'
import { type File, type HeldRow, type Kept, readFile } from './file.ts'
import { type Era, standsIn, type Version } from './journal.ts'
import { overlayDiffers } from './overlay.ts'

/** The same value is the same text, in whatever order its keys came. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  return `{${Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${key}:${canonical(one)}`)
    .join(',')}}`
}

const nameOf = ({ kind, id }: HeldRow): string => `${kind} ${id}`

type Say = (what: string) => void

/** I3, I4, I5, I13: what stands in a scope held whole is here, as it was at the cursor; nothing stale, nothing astray. */
function judgeRows(era: Era, { cursor, rows, scopes }: File, { quiet, say }: { readonly quiet: boolean; readonly say: Say }): void {
  const held = new Map(rows.map((row) => [nameOf(row), row]))
  const whole = (scope: string): boolean => scopes.get(scope) === 'whole'
  const later = ({ kind, row, seq }: Version): boolean =>
    !quiet && era.versions(kind, row.id).some((other) => other.seq > Math.max(seq, cursor))
  for (const version of era.rows(cursor)) {
    const { kind, row, seq } = version
    const have = held.get(`${kind} ${row.id}`)
    const due = standsIn(version).some(whole)
    if (due && !have && !later(version)) say(`I3 lacks ${kind} ${row.id} of ${seq} at ${cursor}`)
    if (!have) continue
    const shown = due || standsIn({ kind, row: have.body }).some(whole)
    if (have.ver === seq && canonical(have.body) !== canonical(row)) say(`I3 has another ${kind} ${row.id} than the hub at ${seq}`)
    else if (have.ver !== seq && shown && !later(version) && (quiet || have.ver > 0))
      say(`I4 has ${kind} ${row.id} of ${have.ver}, not of ${seq}, at ${cursor}`)
  }
  for (const row of rows) {
    if (row.ver > cursor) say(`I4 has ${nameOf(row)} of ${row.ver} beyond its cursor ${cursor}`)
    if (!standsIn({ kind: row.kind, row: row.body }).some((scope) => scopes.has(scope)))
      say(`I10 holds ${nameOf(row)} of no scope of its own`)
  }
}

/** I5: nothing here goes back to what it was before, unless the feed itself began anew. */
function judgeBackwards(desk: Desk, file: File, say: Say): void {
  if (desk.versionsOf !== file.epoch) desk.versions.clear()
  desk.versionsOf = file.epoch
  for (const row of file.rows) {
    // Doubted: its epoch has ended, and it stays readable until it is asked for anew.
    if (row.ver === 0) continue
    const before = desk.versions.get(nameOf(row)) ?? 0
    if (row.ver < before) say(`I5 ${nameOf(row)} went back from ${before} to ${row.ver}`)
    desk.versions.set(nameOf(row), row.ver)
  }
}

const WAITS = new Set(['waiting', 'held', 'review'])

/** I6: an end and its effects appear together. */
function judgeReveal(era: Era, { cursor, outbox }: File, say: Say): void {
  for (const { id, name, state } of outbox) {
    const record = era.record(id)
    const told = record !== undefined && record.seq <= cursor
    if (told && (state === 'waiting' || (record.outcome.ok && WAITS.has(state))))
      say(`I6 ${name} ${id} still ${state}, and its effects of ${record.seq} are here at ${cursor}`)
    if (state === 'applied' && record?.outcome.ok === false) say(`I2 ${name} ${id} is applied here and refused at the hub`)
    if (state === 'applied' && record && !told) say(`I6 ${name} ${id} is applied here before its effects of ${record.seq} at ${cursor}`)
    if (state === 'refused' && record?.outcome.ok === true) say(`I2 ${name} ${id} is refused here and applied at the hub`)
  }
}

/** I1, I20: what a person was told is kept is here with its words, or its end is known at the hub. */
function judgeKept(world: World, desk: Desk, { outbox, say }: { readonly outbox: readonly Kept[]; readonly say: Say }): void {
  // Who died of a decision may have written it down before.
  noteLetGo(world, outbox)
  const kept = new Map(outbox.map((one) => [one.id, one]))
  for (const { desk: whose, command, name, args } of world.said) {
    if (whose !== desk) continue
    const one = kept.get(command)
    if (!one && !world.letGo.has(command) && !world.everDecided(command)) say(`I1 ${name} ${command} was kept and is gone`)
    if (one && canonical(JSON.parse(one.args)) !== canonical(JSON.parse(args))) say(`I1 ${name} ${command} says something else now`)
  }
}

type When = 'on the way' | 'after a kill' | 'at rest'

/** Reads a desk's file and says everything that is wrong with it. */
export function judgeDesk(world: World, desk: Desk, when: When): void {
  const quiet = when === 'at rest'
  if (!desk.running || desk.disk.dead) return
  const { store } = desk.disk
  const file = readFile(store, quiet || when === 'after a kill')
  const say: Say = (what) => world.fault(`${what} (${desk.name}, ${when})`)
  for (const wrong of file.wrong) say(`I10 ${wrong}`)
  judgeKept(world, desk, { outbox: file.outbox, say })
  judgeBackwards(desk, file, say)
  const era = file.epoch === null ? undefined : world.journal.era(file.epoch)
  if (file.epoch !== null && !era) say(`I18 is of an epoch that never was: ${file.epoch}`)
  if (!era) return
  judgeRows(era, file, { quiet, say })
  judgeReveal(era, file, say)
  for (const what of overlayDiffers(desk.engine)) say(`I7 ${what}`)
  if (!quiet) return
  const may = era.may(desk.agent, era.head)
  for (const scope of file.scopes.keys()) if (!may(scope)) say(`I10 still holds ${scope}`)
  for (const scope of owed(era, desk, may)) if (file.scopes.get(scope) !== 'whole') say(`I3 does not hold ${scope}`)
}

/** What an agent's desk always holds. */
function owed(era: Era, desk: Desk, may: (scope: string) => boolean): readonly string[] {
  const queues = [...era.rows(era.head)].filter(({ kind }) => kind === 'queue').map(({ row }) => `queue:${row.id}`)
  const sites = [...era.rows(era.head)].filter(({ kind }) => kind === 'site').map(({ row }) => `site:${row.id}`)
  return ['ref', `user:${desk.agent}`, ...queues, ...sites.slice(sites.length)].filter(may)
}

/** I2 and S3: in each case every message once, counted, and each writer's in the order they were written. */
function judgeThreads(world: World, era: Era): void {
  const rows = [...era.rows(era.head)]
  const threads = Map.groupBy(
    rows.filter(({ kind }) => kind === 'message'),
    ({ row }) => String(row.case),
  )
  for (const { kind, row } of rows) {
    if (kind !== 'case' || world.overwritten.has(row.id)) continue
    const numbers = (threads.get(row.id) ?? []).map((message) => Number(message.row.number)).sort((a, b) => a - b)
    if (numbers.length !== row.messages || numbers.some((number, place) => number !== place + 1)) {
      world.fault(`I2 case ${row.id} counts ${String(row.messages)} and has ${numbers.join(' ')}`)
    }
    judgeOrder(world, era, threads.get(row.id) ?? [])
  }
}

function judgeOrder(world: World, era: Era, thread: readonly Version[]): void {
  const numbers = new Map(thread.map(({ row }) => [row.id, Number(row.number)]))
  for (const desk of world.desks) {
    const own = world.said.filter(
      (said) => said.desk === desk && said.message !== null && era.record(said.command)?.outcome.ok && numbers.has(said.message),
    )
    const placed = own.map(({ message }) => numbers.get(message ?? '') ?? 0)
    if (placed.some((number, place) => place > 0 && number < (placed[place - 1] ?? 0)))
      world.fault(`S3 ${desk.name}'s words stand as ${placed.join(' ')}`)
  }
}

interface Answer {
  readonly fence: number
  readonly number: number
}

/**
 * S7: one writer at any time, whoever takes over, hands back and loses the line: whose turn it was is whose words went out,
 * and after words of a later turn none of an earlier one stand.
 */
function judgeWriters(world: World, era: Era): void {
  const answers = new Map<string, Answer[]>()
  for (const { desk, command, name, args, message } of world.said) {
    if (name !== 'message.reply' || !era.record(command)?.outcome.ok) continue
    const { case: id, fence } = JSON.parse(args) as { readonly case: string; readonly fence: number }
    const row = era.at('message', message ?? '', era.head)?.row
    if (!row || world.overwritten.has(id)) continue
    const author = (row.author as { readonly agent?: string }).agent
    if (author !== desk.agent) world.fault(`S7 ${desk.name}'s ${command} stands under ${author}`)
    const turns = era.versions('case', id).filter((version) => version.row.fence === fence)
    for (const turn of turns)
      if (turn.row.owner !== desk.agent) world.fault(`S7 ${desk.name}'s ${command} went out in the turn of ${String(turn.row.owner)}`)
    answers.set(id, [...(answers.get(id) ?? []), { fence, number: Number(row.number) }])
  }
  for (const [id, all] of answers) {
    const fences = all.sort((a, b) => a.number - b.number).map(({ fence }) => fence)
    if (fences.some((fence, place) => fence < (fences[place - 1] ?? 0)))
      world.fault(`S7 case ${id} was answered in turns ${fences.join(' ')}`)
  }
}

/** I1, I2, I18: each command that was kept has come to exactly one end. */
function judgeEnds(world: World, era: Era): void {
  for (const what of era.doubled) world.fault(`I2 ${what}`)
  for (const { id, outcome } of era.records()) {
    if (outcome.refusal?.code === 'reused-number') world.fault(`I2 ${id} got the number of another command`)
  }
  for (const { desk, command, name } of world.said) {
    if (era.record(command)) continue
    const kept = desk.running ? desk.disk.store.get<{ state: string }>('SELECT state FROM outbox WHERE id = ?', command) : undefined
    const parked = kept && ['refused', 'review', 'held', 'discarded', 'replaced'].includes(kept.state)
    if (!parked && !world.letGo.has(command) && !world.forgiven.has(command))
      world.fault(`I1 ${name} ${command} of ${desk.name} has no end: ${kept?.state ?? 'gone'} there, unknown at the hub`)
  }
  for (const { kept, party } of world.visitors) {
    for (const message of kept.keys()) {
      if (!era.at('message', message, era.head) && !world.forgiven.has(message))
        world.fault(`I1 visitor ${party} was told that ${message} is kept`)
    }
  }
}

const LATE_MS = 31 * 60_000

/**
 * I16 and the staleness guard: what was said to a customer long before it could go did not go by itself. What was on the
 * line already when everything stood still, nobody could call back.
 */
function judgeLate(world: World): void {
  for (const { name, command, clock, desk } of world.said) {
    if (name !== 'message.reply') continue
    const first = world.journal.eras().flatMap((era) => era.record(command) ?? [])[0]
    if (!first?.outcome.ok || first.at - clock <= LATE_MS) continue
    const late = Math.max(...(world.sent.get(command) ?? []).filter((at) => at <= first.at)) - clock
    if (late > LATE_MS) world.fault(`I16 ${desk.name}'s ${command} went to a customer ${late} ms late by itself`)
  }
}

/** The last place is given once. */
function judgeSlots(world: World, era: Era): void {
  const places = [...era.rows(era.head)].filter(({ kind, row }) => kind === 'appointment' && row.state !== 'cancelled')
  const slots = places.map(({ row }) => `${String(row.resource)} ${String(row.startsAt)}`)
  if (new Set(slots).size !== slots.length) world.fault('I2 a place was given twice')
}

/** I2: whoever wrote, a message goes out to its customer once. */
function judgeOutgoing(world: World): void {
  const ids = world.store.history.outgoing.map(({ id }) => id)
  if (new Set(ids).size !== ids.length) world.fault('I2 a message is to be delivered twice')
}

/** Says everything that is wrong once the world has come to rest. */
export function judge(world: World): void {
  const era = world.journal.now
  for (const desk of world.desks) judgeDesk(world, desk, 'at rest')
  judgeThreads(world, era)
  judgeWriters(world, era)
  judgeEnds(world, era)
  judgeOutgoing(world)
  judgeLate(world)
  judgeSlots(world, era)
}
