import type { GroupId } from '../../../domain/id.ts'
import type { Loaded, Locked, Store, Wanted } from '../store.ts'
import { Collided, Unavailable } from '../unavailable.ts'
import { History } from './history.ts'
import { openTurns, type Turns } from './turns.ts'
import { viewAt } from './view.ts'

/** Where a simulation may hold a transaction up, or crash the store under it. */
export type Step = 'lock' | 'load' | 'save' | 'commit' | 'answer' | 'read'

/** The model in memory, with what only a simulation does to a store. */
export interface MemoryStore extends Store {
  readonly history: History
  /** Everything not committed is forgotten, and everyone who waits is told so. */
  crash(): void
  /** A backup is put back: an earlier head under another epoch. */
  restore(head: number, epoch: string): void
}

export interface MemoryOptions {
  readonly group: GroupId
  readonly epoch: string
  /** Called before each step; the step waits for it. */
  readonly delay?: (step: Step) => Promise<void>
}

interface Running {
  history: History
  turns: Turns
  /** Grows with each crash: whoever began before it has lost its session. */
  life: number
}

async function load(history: History, { rows, questions, records, numbers }: Wanted): Promise<Loaded> {
  const { feed } = history
  const found = questions.map((question) => ({ question, versions: history.answering(question, feed.head) }))
  const asked = rows.flatMap((ref) => history.row(ref, feed.head) ?? [])
  const all = new Map([...asked, ...found.flatMap(({ versions }) => versions)].map(({ row }) => [`${row.kind} ${row.row.id}`, row]))
  return {
    feed,
    rows: structuredClone([...all.values()]),
    found: found.flatMap(({ question, versions }) => versions.map(({ row }) => ({ ...question, id: row.row.id }))),
    records: [
      ...records.flatMap((id) => history.record(id, feed.head) ?? []),
      ...numbers.flatMap((by) => history.numbered(by, feed.head) ?? []),
    ],
  }
}

/** A change in the making. */
function openChange(running: Running, step: (name: Step) => Promise<void>): Locked {
  let over = false
  const stepOn = async (name: Step): Promise<void> => {
    if (over) throw new Error('this transaction has ended')
    await step(name)
  }
  return {
    async load(wanted) {
      await stepOn('load')
      return load(running.history, wanted)
    },
    async save(changes) {
      await stepOn('save')
      over = true
      const giveHead = await running.turns.take(['the head'])
      try {
        await step('save')
        if (running.history.feed.at > changes.at) throw new Collided('the feed is past this time')
        await step('commit')
        const head = running.history.commit(changes)
        giveHead()
        await step('answer')
        return head
      } finally {
        giveHead()
      }
    },
  }
}

function change(running: Running, delay: (step: Step) => Promise<void>): Store['change'] {
  return async (roots, work) => {
    const { life, turns } = running
    const step = async (name: Step): Promise<void> => {
      await delay(name)
      if (running.life !== life) throw new Unavailable('the store crashed')
    }
    await step('lock')
    const giveRoots = await turns.take(roots.map((root) => `root ${root}`))
    try {
      return await work(openChange(running, step))
    } finally {
      giveRoots()
    }
  }
}

/** Opens an empty store in memory. */
export function openMemoryStore({ group, epoch, delay = () => Promise.resolve() }: MemoryOptions): MemoryStore {
  const running: Running = { history: new History(epoch, group), turns: openTurns(), life: 0 }
  return {
    group,
    get history() {
      return running.history
    },
    found: () => Promise.resolve(),
    change: change(running, delay),
    async read(work) {
      await delay('read')
      return work(viewAt(running.history, running.history.feed))
    },
    async walk(work) {
      await delay('read')
      return work(running.history.ledger.view(running.history.feed.head))
    },
    async forget(upTo) {
      const { history } = running
      history.pointers = history.pointers.filter(({ seq }) => seq > upTo)
      history.feed = { ...history.feed, floor: Math.max(history.feed.floor, Math.min(upTo, history.feed.head)) }
    },
    compact: (upTo) => Promise.resolve(running.history.compact(upTo)),
    async renew(from, epoch) {
      const { history } = running
      if (history.feed.epoch === from) history.feed = { ...history.feed, epoch }
    },
    async claim({ kind, now, until, limit }) {
      const due = running.history.outgoing.filter((work) => work.kind === kind && !work.done && work.dueAt <= now && work.held <= now)
      return due.slice(0, limit).map((work) => {
        work.held = until
        return { id: work.id, kind: work.kind, body: work.body, dueAt: work.dueAt }
      })
    },
    async finish(ids) {
      for (const work of running.history.outgoing) if (ids.includes(work.id)) work.done = true
    },
    crash() {
      running.life++
      running.turns = openTurns()
    },
    restore(head, epoch) {
      this.crash()
      running.history = running.history.restored(head, epoch)
    },
  }
}
