import type { Changes, Locked, Store, View } from '../../src/hub/store/store.ts'
import { HubTime } from '../../src/main/engine/hub-time.ts'
import type { Store as File } from '../../src/main/engine/store/store.ts'
import type { Planting } from './world/world.ts'

/** A store whose transactions are another's, changed. */
const changing = (store: Store, by: (locked: Locked) => Locked): Store =>
  new Proxy(store, {
    get(target, name: keyof Store) {
      if (name !== 'change') return target[name]
      const change: Store['change'] = (roots, work) => target.change(roots, (locked) => work(by(locked)))
      return change
    },
  })

/** A store whose views are another's, changed. */
const seeing = (store: Store, by: (view: View) => View): Store =>
  new Proxy(store, {
    get(target, name: keyof Store) {
      if (name !== 'read') return target[name]
      const read: Store['read'] = (work) => target.read((view) => work(by(view)))
      return read
    },
  })

/** The hub does not know what it has decided before, and does it once more. */
const noDedup: Planting = {
  store: (store, world) =>
    changing(store, (locked) => ({
      load: async (wanted) => ({ ...(await locked.load(wanted)), records: [] }),
      save: (changes) => locked.save({ ...changes, records: changes.records.filter(({ id }) => !world.journal.now.record(id)) }),
    })),
}

/** Numbers are given before the commit: what commits late stands behind a cursor that has passed it. */
const naiveCursor: Planting = {
  untold: true,
  store: (store, world) => {
    const late = (seq: number): boolean => seq % 3 === 0 && world.timeline.now - (world.journal.now.commits[seq - 1]?.at ?? 0) < 400
    return seeing(store, (view) => ({
      ...view,
      async window(span) {
        const { to, entries } = await view.window(span)
        return { to, entries: entries.filter(({ last }) => !late(last)) }
      },
    }))
  },
}

const undo = new Error('undo')

const cursorOf = (file: File): string | undefined => file.get<{ value: string }>("SELECT value FROM kv WHERE key = 'cursor'")?.value

/** The desk moves its cursor in a transaction of its own, before that of the rows. */
const cursorOutside: Planting = {
  file: (file) => {
    const write = file.write
    file.write = <T>(work: () => T): T => {
      const before = cursorOf(file)
      let after = before
      try {
        write.call(file, () => {
          work()
          after = cursorOf(file)
          throw undo
        })
      } catch (error) {
        if (error !== undo) throw error
      }
      if (after !== before)
        write.call(file, () =>
          file.run("INSERT INTO kv VALUES ('cursor', ?) ON CONFLICT DO UPDATE SET value = excluded.value", after ?? '0'),
        )
      return write.call(file, work) as T
    }
  },
}

const outboxed = /^INSERT INTO outbox \(([^)]+)\) VALUES/

/** All that a desk says stands in one line. */
const laneShared: Planting = {
  engine: ({ replica: { pending } }) => {
    const all = pending.all.bind(pending)
    pending.all = () => all().map((waiting) => ({ ...waiting, kept: { ...waiting.kept, lane: 'one for all' } }))
  },
}

/** The outbox gives a number again once the row that had it is gone. */
const numbersReused: Planting = {
  file: (file) => {
    const insert = file.insert
    file.insert = (sql, ...values) =>
      insert.call(
        file,
        sql
          .replace(outboxed, 'INSERT INTO outbox (seq, $1) VALUES')
          .replace(/VALUES \(\?/, outboxed.test(sql) ? 'VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM outbox), ?' : 'VALUES (?'),
        ...values,
      )
  },
}

/** A row that moves leaves no word where it was. */
const leaveUnwritten: Planting = {
  untold: true,
  store: (store) =>
    changing(store, (locked) => ({
      load: locked.load,
      save: (changes: Changes) => locked.save({ ...changes, rows: changes.rows.map((row) => ({ ...row, left: [] })) }),
    })),
}

/** A page that comes after its scope was let go brings it back. */
const latePage: Planting = {
  engine: ({ replica }) => {
    replica.declined = () => false
  },
}

/** What waits is not played again on what came. */
const overlayStale: Planting = {
  engine: ({ replica: { pending } }) => {
    const replay = pending.replay
    pending.replay = (touched) => {
      if (touched === null) replay.call(pending, touched)
    }
  },
}

/** The hub says it is done before it is written down. */
const ackBeforeCommit: Planting = {
  store: (store, world) =>
    changing(store, (locked) => ({
      load: locked.load,
      save: async (changes) => {
        const { head } = world.journal.now
        void world.timeline
          .sleep(60)
          .then(() => locked.save(changes))
          .catch(() => undefined)
        return head + 1
      },
    })),
}

const resubmits = /^UPDATE outbox SET state = 'waiting'.*WHERE state = 'applied'/

/** A hub put back from a backup is not told again what it has lost. */
const resubmitForgotten: Planting = {
  file: (file) => {
    const run = file.run
    file.run = (sql, ...values) => (resubmits.test(sql) ? 0 : run.call(file, sql, ...values))
  },
}

/** Nothing that was said is ever too old to go by itself. */
const lateSends: Planting = {
  modules: () => {
    const { mostAge } = HubTime.prototype
    HubTime.prototype.mostAge = () => 0
    return () => {
      HubTime.prototype.mostAge = mostAge
    }
  },
}

/** A desk that stands below what the feed remembers is brought on as if nothing were missing. */
const floorIgnored: Planting = {
  store: (store) => seeing(store, (view) => ({ ...view, feed: { ...view.feed, floor: 0 } })),
}

/** A desk says that words are kept, and writes them down with the next ones. */
const keptBeforeWritten: Planting = {
  file: (file) => {
    const { write, pragma } = file
    let open = false
    const end = (): void => {
      if (open) file.exec('COMMIT')
      open = false
    }
    file.pragma = (text) => {
      end()
      return pragma.call(file, text)
    }
    file.write = <T>(work: () => T): T => {
      end()
      file.exec('BEGIN IMMEDIATE')
      try {
        const result = work()
        open = true
        return result
      } catch {
        file.exec('ROLLBACK')
        return write.call(file, work) as T
      }
    }
  },
}

/** Who may see what is asked of a view that is some seconds old. */
const rightsOfBefore: Planting = {
  store: (store, world) =>
    seeing(store, (view) => ({
      ...view,
      async rows(refs) {
        const then = world.journal.now.commits.findLast(({ at }) => at < world.timeline.now - 5_000)?.seq ?? 0
        const rows = await view.rows(refs)
        const old = (kind: string, id: string) => (kind === 'agent' ? world.journal.now.at(kind, id, then)?.row : undefined)
        return rows.map((row) => ({ ...row, row: old(row.kind, row.row.id) ?? row.row }) as typeof row)
      },
    })),
}

/** A snapshot that goes on leaves out the first row of each further page. */
const pageSkips: Planting = {
  store: (store) =>
    seeing(store, (view) => ({
      ...view,
      async page(span) {
        const page = await view.page(span)
        if (span.after === null || page.count < 2) return page
        return { ...page, rows: JSON.stringify(JSON.parse(page.rows).slice(1)), count: page.count - 1 }
      },
    })),
}

interface Planted {
  readonly planting: Planting
  /** What the checker says of it. */
  readonly shows: RegExp
  /** A seed in which it shows. */
  readonly seed: number
}

/** Bugs put between the shipped code and what it stands on: none of them is in the shipped code, each is caught. */
export const planted: Readonly<Record<string, Planted>> = {
  'no dedup': { planting: noDedup, shows: /^I2/, seed: 4 },
  'naive cursor': { planting: naiveCursor, shows: /^I[34]/, seed: 1 },
  'cursor outside the transaction': { planting: cursorOutside, shows: /^I[34]/, seed: 3 },
  'lane shared': { planting: laneShared, shows: /^I8/, seed: 21 },
  'rowid reuse': { planting: numbersReused, shows: /^I2 .* number of another/, seed: 27 },
  'scope leave not written': { planting: leaveUnwritten, shows: /^I(3|4|10)/, seed: 15 },
  'late page resurrects': { planting: latePage, shows: /^I[34]/, seed: 52 },
  'overlay not replayed': { planting: overlayStale, shows: /^I7/, seed: 1 },
  'ack before commit': { planting: ackBeforeCommit, shows: /^I[1-6] /, seed: 1 },
  'resubmit forgotten': { planting: resubmitForgotten, shows: /^I1 .* no end/, seed: 10 },
  'stale send not held': { planting: lateSends, shows: /^I16/, seed: 24 },
  'floor ignored': { planting: floorIgnored, shows: /^I[34]/, seed: 6 },
  'kept before it is written': { planting: keptBeforeWritten, shows: /^I(1|5|20)/, seed: 7 },
  'rights of before': { planting: rightsOfBefore, shows: /^I11/, seed: 2 },
  'page skips a row': { planting: pageSkips, shows: /^I3/, seed: 1 },
}
