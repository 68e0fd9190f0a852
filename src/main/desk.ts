import type { Answers, Argument, Ask, Fact, Facts, Handlers, Line, Session, SignInReason } from '../domain/contract/bridge.ts'
import type { Engine } from './engine/client.ts'
import { type EngineAsk, type EngineFact, engineAsks } from './engine/port.ts'
import { startEngine } from './engine-host.ts'
import { lastProfile } from './profile.ts'
import { type Asked, keepMore, type Opened, signIn } from './sign-in.ts'

/** What a desk needs of the app around it. */
export interface Around {
  readonly home: string
  /** Where the built bundles of main and engine lie. */
  readonly folder: string
  /** The hub offered when nobody has signed in here yet. */
  readonly hub: string | null
  readonly standIn: boolean
  readonly now: () => number
  readonly tell: <F extends Fact>(fact: F, value: Facts[F]) => void
  /** The engine died and was started anew: what windows watch must be asked for again. */
  readonly reload: () => void
}

interface At {
  readonly opened: Opened
  readonly engine: Engine
}

type EngineHandlers = Pick<Handlers, EngineAsk>
type Own = 'session' | 'signIn' | 'signOut' | 'lock' | 'people' | 'unlock'

/** Who is at this machine, and the engine that works for them. */
export class Desk {
  readonly #around: Around
  #at: At | null = null
  #reason: SignInReason | null = null
  #deaths: number[] = []
  #line: Line | null = null

  constructor(around: Around) {
    this.#around = around
  }

  get session(): Session {
    const { hub, home, standIn } = this.#around
    if (this.#at) return { state: 'signed-in', agent: this.#at.opened.kept.agent, hub: this.#at.opened.profile.hub, standIn }
    const last = lastProfile(home)
    return { state: 'signed-out', hub: last?.hub ?? hub, email: last?.email ?? null, reason: this.#reason }
  }

  /** The answers that depend on who is here. */
  get handlers(): Pick<Handlers, Own> & EngineHandlers {
    const own = {
      session: async () => this.#greet(),
      signIn: (asked: Asked) => this.signIn(asked),
      signOut: () => this.signOut(null),
      lock: () => this.signOut(null),
      people: async () => [],
      unlock: async (asked: Argument<'unlock'>) => this.#unlock(asked),
    }
    const passed = engineAsks.map((ask) => [ask, (argument: Argument<Ask>) => this.#engine().ask(ask, argument as never)])
    return { ...own, ...(Object.fromEntries(passed) as EngineHandlers) }
  }

  async signIn(asked: Asked): Promise<Answers['signIn']> {
    await this.#leave()
    const tried = await signIn(asked, this.#around.home, this.#around.now())
    if (!tried.ok) {
      this.#reason = tried.reason
      return tried
    }
    const reason = await this.#enter(tried.opened)
    if (reason) return { ok: false, reason, field: null, waitSeconds: null }
    this.#reason = null
    this.#around.tell('signed', this.session)
    return { ok: true }
  }

  async #unlock({ email, password }: Argument<'unlock'>): Promise<Answers['unlock']> {
    const { session } = this
    const hub = session.hub
    return hub === null ? { ok: false, reason: 'not-on-device', field: null, waitSeconds: null } : this.signIn({ hub, email, password })
  }

  async signOut(reason: SignInReason | null): Promise<null> {
    await this.#leave()
    this.#reason = reason
    this.#around.tell('signed', this.session)
    return null
  }

  /** After sleep: what the socket believes of the line is old. */
  resume(): void {
    this.#at?.engine.resume()
  }

  async stop(): Promise<void> {
    await this.#leave()
  }

  /** A window that opens late has missed how the line stands: it is told again whenever one asks who is here. */
  #greet(): Session {
    if (this.#line) this.#around.tell('lined', this.#line)
    return this.session
  }

  #pass<F extends EngineFact>(fact: F, value: Facts[F]): void {
    if (fact === 'lined') this.#line = value as Line
    this.#around.tell(fact, value)
  }

  #engine(): Engine {
    if (!this.#at) throw new Error('Nobody is signed in.')
    return this.#at.engine
  }

  async #enter(opened: Opened): Promise<SignInReason | null> {
    const engine = await startEngine(opened, this.#around.folder, {
      fact: (fact, value) => this.#pass(fact, value),
      tickets: (tickets) => {
        if (!this.#at) return
        const kept = { ...this.#at.opened.kept, refresh: tickets.refresh }
        this.#at = { ...this.#at, opened: keepMore(this.#at.opened, kept) }
      },
      expired: (reason) => void this.signOut(reason === 'update' ? 'update' : 'signed-out'),
      died: () => void this.#revive(),
    })
    if (typeof engine === 'string') return engine
    this.#at = { opened, engine }
    return null
  }

  async #leave(): Promise<void> {
    const at = this.#at
    this.#at = null
    this.#line = null
    await at?.engine.stop()
  }

  /** A crashed engine is started again on the same file; one that keeps crashing is left, with the words safe on disk. */
  async #revive(): Promise<void> {
    const at = this.#at
    if (!at) return
    this.#at = null
    const now = this.#around.now()
    this.#deaths = [...this.#deaths.filter((death) => now - death < 60_000), now]
    const reason = this.#deaths.length > 3 ? 'failed' : await this.#enter(at.opened)
    if (reason) await this.signOut(reason)
    else this.#around.reload()
  }
}
