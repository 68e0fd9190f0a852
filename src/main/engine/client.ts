import { Worker } from 'node:worker_threads'
import type { Answers, Argument, Facts } from '../../domain/contract/bridge.ts'
import type { Tickets } from '../../domain/contract/sign-in.ts'
import type { Expiry } from '../../domain/contract/wire.ts'
import { Asking } from './asking.ts'
import { type EngineAsk, type EngineFact, FromEngine, FromSearch, type Start, type ToEngine, type ToSearch } from './port.ts'

/** Why an engine did not start: a sentence for a person. */
export interface NotStarted {
  readonly code: string
  readonly sentence: string
}

export interface Listening {
  readonly fact: <F extends EngineFact>(fact: F, value: Facts[F]) => void
  /** New tickets: keep them at once, the old refresh ticket is used up. */
  readonly tickets: (tickets: Tickets) => void
  readonly expired: (reason: Expiry) => void
  /** The hub has let this device in: its lease begins anew. */
  readonly confirmed: () => void
  /** The worker died without being told to; the words in its file are safe. */
  readonly died: (reason: string) => void
}

/** Where the two workers' files are: bundles in the built desk, sources in a test. */
export interface Workers {
  readonly engine: string | URL
  readonly search: string | URL
}

/** Main's hold on the engine: typed asks, answered by promises; facts, as they come. */
export class Engine {
  readonly #engine: Worker
  readonly #search: Worker | null
  readonly #asking = new Asking()
  readonly #searching = new Asking()
  readonly #listening: Listening
  #stopped: (() => void) | null = null

  private constructor(workers: Workers, start: Start, listening: Listening) {
    this.#listening = listening
    this.#engine = new Worker(workers.engine)
    this.#search = start.file === ':memory:' ? null : new Worker(workers.search)
  }

  /** Starts both workers; resolves when the file is open, or with the reason why it is not. */
  static async start(
    workers: Workers,
    start: Start,
    listening: Listening,
  ): Promise<{ readonly ok: true; readonly engine: Engine } | { readonly ok: false; readonly why: NotStarted }> {
    const engine = new Engine(workers, start, listening)
    const why = await engine.#begin(start)
    if (!why) return { ok: true, engine }
    await engine.#end()
    return { ok: false, why }
  }

  ask<A extends EngineAsk>(ask: A, argument: Argument<A>): Promise<Answers[A]> {
    const searching = ask === 'search' && this.#search
    if (searching) {
      // The discriminant says which argument it is; the compiler cannot follow it through a generic.
      const { text, limit } = argument as Argument<'search'>
      return this.#searching.ask((n) => searching.postMessage({ is: 'search', n, text, limit } satisfies ToSearch)) as Promise<Answers[A]>
    }
    return this.#asking.ask((n) => this.#tell({ is: 'ask', n, ask, argument })) as Promise<Answers[A]>
  }

  tickets(tickets: Tickets): void {
    this.#tell({ is: 'tickets', tickets })
  }

  /** After sleep: greet the hub anew, whatever the socket believes. */
  resume(): void {
    this.#tell({ is: 'resume' })
  }

  /** Closes the file in good order; resolves when it is closed. */
  async stop(): Promise<void> {
    const stopped = new Promise<void>((resolve) => {
      this.#stopped = resolve
    })
    this.#search?.postMessage({ is: 'stop' } satisfies ToSearch)
    this.#tell({ is: 'stop' })
    await stopped
    await this.#end()
  }

  #tell(message: ToEngine): void {
    this.#engine.postMessage(message)
  }

  #begin(start: Start): Promise<NotStarted | null> {
    return new Promise((resolve) => {
      this.#engine.on('message', (input: unknown) => {
        const told = FromEngine.parse(input)
        if (told.is === 'started') {
          this.#openSearch(start)
          resolve(null)
        } else if (told.is === 'unopened') resolve(told.unopened)
        else this.#hear(told)
      })
      this.#engine.on('error', (error) => {
        resolve({ code: 'failed', sentence: String(error) })
        this.#died(String(error))
      })
      this.#engine.on('exit', (code) => this.#died(`the engine ended with ${code}`))
      this.#tell({ is: 'start', start })
    })
  }

  #openSearch({ file, key }: Start): void {
    const search = this.#search
    if (!search) return
    search.on('message', (input: unknown) => {
      const told = FromSearch.parse(input)
      if (told.is === 'answer') this.#searching.answer(told.n, told.answer)
      else this.#searching.fail(told.n, told.message)
    })
    search.on('error', (error) => this.#searching.failAll(String(error)))
    search.postMessage({ is: 'open', file, key } satisfies ToSearch)
  }

  #hear(told: FromEngine): void {
    if (told.is === 'answer') this.#asking.answer(told.n, told.answer)
    else if (told.is === 'failed') this.#asking.fail(told.n, told.message)
    // Facts were typed where they were made, in this program's own worker.
    else if (told.is === 'fact') this.#listening.fact(told.fact, told.value as Facts[typeof told.fact])
    else if (told.is === 'tickets') this.#listening.tickets(told.tickets)
    else if (told.is === 'expired') this.#listening.expired(told.reason)
    else if (told.is === 'confirmed') this.#listening.confirmed()
    else if (told.is === 'stopped') this.#stopped?.()
  }

  #died(reason: string): void {
    this.#asking.failAll(reason)
    this.#searching.failAll(reason)
    if (this.#stopped !== null) return
    this.#stopped = () => undefined
    void this.#search?.terminate()
    this.#listening.died(reason)
  }

  async #end(): Promise<void> {
    this.#stopped ??= () => undefined
    await Promise.all([this.#engine.terminate(), this.#search?.terminate()])
  }
}
