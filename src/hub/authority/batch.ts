import type { Read } from '../../domain/command.ts'
import { isRefusal } from '../../domain/decide.ts'
import type { KindRow } from '../../domain/kind.ts'
import { applied, type Outcome, type Refusal, refuse, refused } from '../../domain/refusal.ts'
import type { Log } from '../log.ts'
import type { Changes, Committed, Locked, Ref, Store, Wanted } from '../store/store.ts'
import { entriesOf, outgoingOf, sound, writtenOf } from './changes.ts'
import { Docket, type Ran } from './docket.ts'
import { Layer, Shared, Undeclared } from './layer.ts'
import { actorOf, type Decided, readsOf, type Waiting } from './submission.ts'

interface Sitting {
  readonly shared: Shared
  readonly docket: Docket
  readonly at: number
  readonly log: Log
}

const isRow = (read: Read): read is Ref => 'kind' in read

const wantedOf = (reads: readonly Read[]): Pick<Wanted, 'rows' | 'questions'> => ({
  rows: reads.filter(isRow),
  questions: reads.flatMap((read) => (isRow(read) ? [] : [read])),
})

function allWanted(batch: readonly Waiting[], shared: Shared): Wanted {
  const reads = batch.flatMap(readsOf).filter((read) => !shared.knows(read))
  const records = batch.flatMap(({ envelope }) => [envelope.id, ...envelope.after])
  return { ...wantedOf(reads), records: [...new Set(records)], numbers: batch.flatMap(({ by }) => by ?? []) }
}

/**
 * One chain, one fate: what rests on something refused, or on nothing we know, is refused with it. Nobody rests on what another
 * has said: whether it was said, and how it ended, is told to them alone.
 */
function broken({ envelope, actor }: Waiting, docket: Docket): Refusal | null {
  const lost = envelope.after.map((id) => docket.get(id)).some((known) => known?.actor !== actor || !known.outcome.ok)
  return lost ? refuse('failed', { field: 'after', detail: 'A change this one rests on was not made.' }) : null
}

type Written = Refusal | readonly KindRow[]

function run(waiting: Waiting, { shared, at }: Sitting): Written {
  const { ready, from } = waiting
  if (isRefusal(ready)) return ready
  const actor = actorOf(from.source, shared)
  if (!actor) return refuse('not-found')
  const layer = new Layer(shared)
  const refusal = ready.run(layer, { actor, at })
  if (refusal) return refusal
  const rows = layer.written()
  const bad = rows.find((row) => !sound(row))
  if (bad) throw new Error(`the command wrote a ${bad.kind} that is none`)
  shared.take(rows)
  return rows
}

/** A refusal is about what its command looked at. */
function refusedRun({ ready }: Waiting, { shared }: Sitting, refusal: Refusal): Ran {
  const reads = isRefusal(ready) ? [] : ready.reads
  return { outcome: refused(refusal), rows: reads.flatMap((read) => (isRow(read) ? (shared.row(read.kind, read.id) ?? []) : [])) }
}

/** A surprise inside one command is its own misfortune: it is refused, the others go on. */
function outcomeOf(waiting: Waiting, sitting: Sitting): Ran {
  try {
    const ended = broken(waiting, sitting.docket) ?? run(waiting, sitting)
    return 'code' in ended ? refusedRun(waiting, sitting, ended) : { outcome: applied, rows: ended }
  } catch (error) {
    if (error instanceof Undeclared) throw error
    sitting.log.error('command.failed', { command: waiting.envelope.name })
    return refusedRun(waiting, sitting, refuse('failed'))
  }
}

const reused = refused(refuse('reused-number', { field: 'seq' }))

/** One command's end; `seq` null: under the number this batch will get. */
function judge(waiting: Waiting, sitting: Sitting): { readonly outcome: Outcome; readonly seq: number | null } {
  const { docket } = sitting
  const known = docket.get(waiting.envelope.id)
  if (known) {
    const same = known.hash === waiting.hash && known.actor === waiting.actor
    if (same) docket.tell(waiting)
    return same ? known : { outcome: reused, seq: null }
  }
  const ran = docket.reuses(waiting) ? { outcome: reused, rows: [] } : outcomeOf(waiting, sitting)
  docket.record(waiting, ran)
  docket.tell(waiting)
  return { outcome: ran.outcome, seq: null }
}

/** Judges; what turns out to be read without having been declared is loaded, and that command begins again. */
async function judgeOne(waiting: Waiting, sitting: Sitting, locked: Locked): Promise<ReturnType<typeof judge>> {
  for (;;) {
    try {
      return judge(waiting, sitting)
    } catch (error) {
      if (!(error instanceof Undeclared)) throw error
      const loaded = await locked.load({ ...wantedOf(error.reads), records: [], numbers: [] })
      sitting.shared.fill(error.reads, loaded)
    }
  }
}

function changesOf({ shared, docket, at }: Sitting): Changes {
  const changes = shared.changes()
  const { records, told } = docket
  return { at, rows: changes.map(writtenOf), records, told, outgoing: changes.flatMap((change) => outgoingOf(change, at)) }
}

export interface Court {
  readonly store: Store
  readonly now: () => number
  readonly log: Log
}

/** How a batch ended: each command's end, and what was committed; null where nothing was. */
export interface Verdict {
  readonly ends: readonly Decided[]
  readonly committed: Committed | null
}

/** Decides a batch in one transaction: all of it is kept, under one number of the feed, or nothing. */
export function decideBatch({ store, now, log }: Court, batch: readonly Waiting[]): Promise<Verdict> {
  const roots = batch.flatMap(({ ready }) => (isRefusal(ready) ? [] : ready.roots))
  return store.change(roots, async (locked) => {
    const shared = new Shared()
    const loaded = await locked.load(allWanted(batch, shared))
    shared.fill(batch.flatMap(readsOf), loaded)
    // The hub's clock may be set back while it runs; time on the feed may not.
    const at = Math.max(now(), loaded.feed.at)
    const sitting: Sitting = { shared, docket: new Docket(loaded.records), at, log }
    const ends: ReturnType<typeof judge>[] = []
    for (const waiting of batch) ends.push(await judgeOne(waiting, sitting, locked))
    const changes = changesOf(sitting)
    const idle = changes.rows.length + changes.records.length + changes.told.length === 0
    const seq = idle ? loaded.feed.head : await locked.save(changes)
    const entries = entriesOf(changes, seq, (command) => sitting.docket.get(command)?.outcome)
    return {
      ends: ends.map((end) => ({ outcome: end.outcome, seq: end.seq ?? seq })),
      committed: idle ? null : { epoch: loaded.feed.epoch, seq, entries },
    }
  })
}
