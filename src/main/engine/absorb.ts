import { z } from 'zod'
import { Frame, Page, type SentRow } from '../../domain/contract/wire.ts'
import { isKind, type KindRow, parseRow } from '../../domain/kind.ts'
import { type Scope, scopesOf } from '../../domain/scope.ts'
import { decide } from './outbox/fate.ts'
import { askAgain } from './outbox/outbox.ts'
import { sweep } from './replica/digest.ts'
import { forgot } from './replica/place.ts'
import { strew } from './replica/scrub.ts'
import { bornAt } from './replica/tables.ts'
import type { Replica } from './replica.ts'
import { keep } from './store/kv.ts'
import { Touched } from './touched.ts'

/** What of a frame is of use once its rows are stored. */
export type Taken = Omit<Frame, 'rows' | 'pages'>

export type Absorbed =
  | { readonly ok: true; readonly frame: Taken; readonly touched: Touched; readonly left: boolean }
  /** It does not join on to what is here: the cursor in the answer tells the hub where to start again. */
  | { readonly ok: false; readonly why: 'gap' }
  /** It cannot be read by this program. Passing over it would lose rows, so the cursor stays. */
  | { readonly ok: false; readonly why: 'unreadable'; readonly detail: string }

type Sent = z.infer<typeof SentRow>

/** A frame with its rows unread: there are thousands of them, and each is read whole by its own noun's schema. */
const Outside = Frame.extend({ rows: z.array(z.unknown()), pages: z.array(Page.extend({ rows: z.array(z.unknown()) })) })

type Outside = z.infer<typeof Outside>

/** What `SentRow` says, checked by hand: the id is then held against the one inside the body, which its schema has read. */
function isSent(input: unknown): input is Sent {
  if (typeof input !== 'object' || input === null || Object.keys(input).length !== 4 || !('body' in input)) return false
  const { kind, id, ver } = input as Readonly<Record<string, unknown>>
  return (
    typeof kind === 'string' &&
    kind.length <= 40 &&
    typeof id === 'string' &&
    id.length <= 40 &&
    Number.isSafeInteger(ver) &&
    Number(ver) > 0
  )
}

interface Versioned {
  readonly row: KindRow
  readonly ver: number
}

interface Read {
  readonly frame: Outside
  readonly rows: readonly Versioned[]
  readonly pages: readonly { readonly page: Outside['pages'][number]; readonly rows: readonly Versioned[] }[]
  readonly unknown: readonly Sent[]
}

class Unreadable extends Error {}

function readRows(sent: readonly unknown[], unknown: Sent[]): readonly Versioned[] {
  return sent.flatMap((one) => {
    if (!isSent(one)) throw new Unreadable('a row is not as this version knows it')
    if (!isKind(one.kind)) {
      unknown.push(one)
      return []
    }
    const row = parseRow(one.kind, one.body)
    if (!row || row.row.id !== one.id) throw new Unreadable(`${one.kind} ${one.id} is not as this version knows it`)
    return [{ row, ver: one.ver }]
  })
}

function read(input: unknown): Read | string {
  const parsed = Outside.safeParse(input)
  if (!parsed.success) return `a frame is not as this version knows it: ${parsed.error.issues[0]?.path.join('.') ?? ''}`
  const frame = parsed.data
  const unknown: Sent[] = []
  try {
    const rows = readRows(frame.rows, unknown)
    return { frame, rows, pages: frame.pages.map((page) => ({ page, rows: readRows(page.rows, unknown) })), unknown }
  } catch (error) {
    if (error instanceof Unreadable) return error.message
    throw error
  }
}

/** The full-text index wants its numbers rising; a row's number is made of when it was born. */
const byBirth = (a: Versioned, b: Versioned): number => (bornAt(a.row) ?? 0) - (bornAt(b.row) ?? 0)

function leave(replica: Replica, scopes: readonly Scope[], touched: Touched): void {
  for (const scope of scopes) replica.held.drop(scope)
  for (const scope of scopes) {
    replica.rows.leave(scope, replica.held.has, touched)
    touchScope(scope, touched)
  }
}

function touchScope(scope: Scope, touched: Touched): void {
  if (scope === 'ref') touched.add('reference')
  else if (scope.startsWith('party:')) touched.party(scope.slice('party:'.length))
  else if (scope.startsWith('site:')) touched.add(`site:${scope.slice('site:'.length)}`)
  else if (scope.startsWith('floor:')) touched.add(`floor:${scope.slice('floor:'.length)}`, 'queue')
  else touched.add('queue')
}

function turnPage(
  replica: Replica,
  { page }: Read['pages'][number],
  { at, touched }: { readonly at: number; readonly touched: Touched },
): void {
  const usedAt = replica.held.usedAt(page.scope) ?? at
  const mends = replica.held.mends(page.scope)
  replica.held.set(page.scope, page.next ? { state: 'filling', after: page.next, usedAt, mends } : { state: 'whole', usedAt })
  touchScope(page.scope, touched)
  touched.add('held')
}

/** Scopes are not as they should be: what is here stays readable, and stays until their pages say otherwise. */
function begin(replica: Replica, scopes: readonly Scope[], touched: Touched): void {
  for (const scope of scopes) {
    const usedAt = replica.held.usedAt(scope)
    if (usedAt === null) continue
    replica.held.set(scope, { state: 'asked', usedAt, mends: true })
    touchScope(scope, touched)
  }
}

/** A page is all there is of its scope from where it begins to where it ends: in a scope that mends, the rest goes. */
function sweepPage(replica: Replica, { page, rows }: Read['pages'][number], touched: Touched): void {
  if (page.after === undefined || !replica.held.mends(page.scope)) return
  const there = new Set<string>(rows.map(({ row }) => row.row.id))
  sweep(replica, { scope: page.scope, after: page.after, next: page.next, there }, touched)
}

/**
 * The hub has taken in somebody who was made here: their scope is asked for from now on, and until its pages come they
 * stay as this device knows them. Version 0 is older than anything the hub sends.
 */
function bringUp(replica: Replica, command: string, { at, touched }: { readonly at: number; readonly touched: Touched }): void {
  const born = replica.pending.newborn(command)
  if (!born) return
  if (!replica.held.has(born.scope)) replica.held.set(born.scope, { state: 'asked', usedAt: at, mends: false })
  for (const row of born.rows) replica.rows.put(row, 0, touched)
  touched.expected = true
}

const standsIn =
  (held: Replica['held']) =>
  ({ row }: Versioned): boolean =>
    scopesOf(row).some(held.has)

function apply(replica: Replica, { frame, rows, pages, unknown }: Read, touched: Touched): void {
  const { store, held } = replica
  if (frame.reset) {
    replica.rows.wipe()
    held.begin()
    touched.everything = true
  }
  if (forgot(replica, frame) && askAgain(store)) touched.add('outbox')
  leave(replica, frame.leave, touched)
  for (const { kind, id } of frame.gone) if (isKind(kind)) replica.rows.remove(kind, id, touched)
  begin(replica, frame.again ?? [], touched)
  // One that does not join on was sent before its scope was let go and wanted again: it is begun anew.
  const wanted = pages.filter(({ page }) => !replica.declined(page.scope) && held.joins(page.scope, page.after))
  for (const turned of wanted) sweepPage(replica, turned, touched)
  for (const turned of wanted) turnPage(replica, turned, { at: frame.at, touched })
  const stands = standsIn(held)
  // Sent for a scope that was let go meanwhile: what it was before may stand in one that is held, and stands there no more.
  for (const one of rows) if (!stands(one)) replica.rows.outdate(one.row, one.ver, touched)
  const all = [...rows.filter(stands), ...wanted.flatMap((turned) => turned.rows)]
  for (const { row, ver } of all.sort(byBirth)) replica.rows.put(row, ver, touched)
  for (const { kind, id, ver, body } of unknown) {
    store.run('INSERT OR REPLACE INTO quarantine VALUES (?, ?, ?, ?)', kind, id, ver, JSON.stringify(body ?? null))
  }
  for (const { command, outcome } of frame.decided) if (decide(store, command, { outcome, at: frame.at })) touched.add('outbox')
  for (const { command, outcome } of frame.decided) if (outcome.ok) bringUp(replica, command, { at: frame.at, touched })
  keep(store, 'cursor', frame.to)
  keep(store, 'epoch', frame.epoch)
}

const isEmpty = ({ reset, resync, rows, gone, decided, pages, leave, again = [] }: Outside): boolean =>
  !reset && !resync && [rows, gone, decided, pages, leave, again].every(({ length }) => length === 0)

/**
 * Applies a frame if it joins on to the cursor, whole and in one transaction: rows, acknowledgements and the cursor appear
 * together or not at all. Unsent work is then played again on top; there is no merge code.
 */
export function absorb(replica: Replica, input: unknown): Absorbed {
  const found = read(input)
  if (typeof found === 'string') return { ok: false, why: 'unreadable', detail: found }
  const { frame, rows } = found
  const joins = frame.reset || frame.resync || (frame.from === replica.cursor && (replica.epoch === null || frame.epoch === replica.epoch))
  if (!joins) return { ok: false, why: 'gap' }
  const touched = new Touched()
  const stands = standsIn(replica.held)
  const left =
    frame.reset ||
    frame.leave.length + frame.gone.length > 0 ||
    frame.pages.some(({ scope }) => replica.held.mends(scope)) ||
    !rows.every(stands)
  // Where nothing came but the feed's place, the file may stay behind: started from there, the hub only repeats itself.
  if (!isEmpty(frame))
    replica.store.write(() => {
      apply(replica, found, touched)
      if (left) strew(replica.store)
    })
  replica.moved(frame, touched)
  return { ok: true, frame, touched, left }
}
