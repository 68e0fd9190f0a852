import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Answers, Argument, Facts, Line } from '../../src/domain/contract/bridge.ts'
import { applied } from '../../src/domain/contract/delta.ts'
import type { QueryName, Result, ResultOf } from '../../src/domain/contract/query.ts'
import type { Tickets } from '../../src/domain/contract/sign-in.ts'
import { kinds, type Row } from '../../src/domain/kind.ts'
import { wallClock } from '../../src/main/engine/clock.ts'
import { DeskEngine } from '../../src/main/engine/engine.ts'
import type { FilesDoor } from '../../src/main/engine/line/files-door.ts'
import { Journal } from '../../src/main/engine/outbox/journal.ts'
import { type EngineAsk, Start } from '../../src/main/engine/port.ts'
import { open } from '../../src/main/engine/store/open.ts'
import { agent } from './rows.ts'

export const deviceId = '00000000-0000-7000-8000-00000000de51'

export const agentRow = (actor = agent()): Row<'agent'> =>
  kinds.agent.parse({ id: actor.id, name: actor.name, email: 'desk@nordhaus.example', language: 'de', grants: actor.grants, active: true })

export interface DeskOptions {
  readonly folder: string
  readonly hub: string
  readonly key?: Uint8Array
  readonly device?: string
  readonly agent?: Row<'agent'>
  readonly tickets?: Tickets
  readonly now?: () => number
  readonly elapsed?: () => number
  readonly files?: FilesDoor
  readonly workingSet?: number
}

/** An engine in this process, with what it told written down. */
export class TestDesk {
  readonly engine: DeskEngine
  readonly lines: Line[] = []
  readonly changes: { readonly watch: number; readonly result: Result }[] = []
  readonly #shown = new Map<number, Result>()
  readonly tickets: Tickets[] = []
  readonly expired: string[] = []
  readonly key: Uint8Array
  #watch = 0

  constructor(options: DeskOptions) {
    this.key = options.key ?? randomBytes(32)
    const start = Start.parse({
      file: join(options.folder, 'desk.db'),
      key: new Uint8Array(this.key),
      hub: options.hub,
      device: options.device ?? deviceId,
      agent: options.agent ?? agentRow(),
      lease: null,
      tickets: options.tickets ?? { access: 'token-1', accessUntil: Date.now() + 3_600_000, refresh: 'refresh-0' },
    })
    const opened = open(start)
    if (!opened.ok) throw new Error(opened.unopened.sentence)
    const tell = (fact: string, value: unknown): void => {
      if (fact === 'lined') this.lines.push(value as Line)
      if (fact === 'changed') for (const one of value as Facts['changed']) this.changes.push(this.#became(one))
    }
    this.engine = new DeskEngine({
      store: opened.store,
      start,
      ...(options.files && { files: options.files }),
      ...(options.workingSet && { workingSet: options.workingSet }),
      clock: {
        ...wallClock,
        now: options.now ?? Date.now,
        elapsed: options.elapsed ?? wallClock.elapsed,
        random: () => Math.random() * 0.1,
      },
      journal: new Journal(start.file, start.key),
      telling: {
        fact: tell,
        broken: () => undefined,
        confirmed: () => undefined,
        tickets: (tickets) => this.tickets.push(tickets),
        expired: (reason) => this.expired.push(reason),
      },
    })
  }

  get line(): Line | undefined {
    return this.lines.at(-1)
  }

  /** Fetches a file by its hash. */
  bytes(sha256: string): Promise<Uint8Array | null> {
    return this.engine.answers.blob({ sha256 })
  }

  ask<A extends Exclude<EngineAsk, 'blob'>>(ask: A, argument: Argument<A>): Answers[A] {
    const answer = (this.engine.answers[ask] as (argument: Argument<A>) => Answers[A])(argument)
    if (ask === 'watch') this.#shown.set((argument as Argument<'watch'>).watch, answer as Result)
    return answer
  }

  #became({ watch, delta }: Facts['changed'][number]): { readonly watch: number; readonly result: Result } {
    const result = applied(this.#shown.get(watch), delta) as Result
    this.#shown.set(watch, result)
    return { watch, result }
  }

  /** Watches, and answers what is shown now. */
  show(query: Argument<'watch'>['query']): Answers['watch'] {
    return this.ask('watch', { watch: ++this.#watch, query })
  }

  run(name: string, args: Argument<'run'>['args'], more: Partial<Argument<'run'>> = {}): Answers['run'] {
    return this.ask('run', { name, version: 1, args, after: [], ...more })
  }

  live(): Promise<void> {
    return until(() => this.line?.state === 'live')
  }
}

/** Waits until something is so; a test that waits in vain says for what. */
export async function until(so: () => boolean, ms = 10_000): Promise<void> {
  const end = performance.now() + ms
  while (!so()) {
    if (performance.now() > end) throw new Error(`waited in vain until ${so}`)
    await new Promise((done) => setTimeout(done, 5))
  }
}

/** A result narrowed to the query it answers. */
export function value<N extends QueryName>(of: N, result: Result): ResultOf<N> {
  if (result.of !== of) throw new Error(`it is ${result.of}, not ${of}`)
  // Its tag was just looked at; the compiler cannot follow that through a generic.
  return result.value as ResultOf<N>
}
