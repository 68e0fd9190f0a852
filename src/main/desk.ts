import type { Answers, Argument, Ask, Fact, Facts, Handlers, Line, Person, Session, SignInReason } from '../domain/contract/bridge.ts'
import type { Expiry } from '../domain/contract/wire.ts'
import type { Engine } from './engine/client.ts'
import { type EngineAsk, type EngineFact, engineAsks } from './engine/port.ts'
import { startEngine } from './engine-host.ts'
import { afterGap, beginLease, type Lease, leftOf, spend } from './lease.ts'
import { Patience } from './patience.ts'
import { allProfiles, lastProfile, type Profile, profileFolder } from './profile.ts'
import { shred } from './shred.ts'
import { type Asked, keepMore, type Opened, openByPassword, openHere, signIn } from './sign-in.ts'

/** What a desk needs of the app around it. */
export interface Around {
  readonly home: string
  /** Where the built bundles of main and engine lie. */
  readonly folder: string
  /** The hub offered when nobody has signed in here yet. */
  readonly hub: string | null
  readonly standIn: boolean
  readonly now: () => number
  /** Milliseconds that only go forward, whatever is done to the clock. */
  readonly elapsed: () => number
  readonly tell: <F extends Fact>(fact: F, value: Facts[F]) => void
  /** The engine died and was started anew: what windows watch must be asked for again. */
  readonly reload: () => void
}

interface At {
  readonly opened: Opened
  readonly engine: Engine
}

type LockReason = Extract<Session, { state: 'locked' }>['reason']

/** Who is locked out, as the lock screen names them. */
interface Locked {
  readonly email: string
  readonly name: string
  readonly hub: string
  readonly reason: LockReason
}

/** A computer left alone for so long locks itself. */
const IDLE_SECONDS = 15 * 60
const KEEP_LEASE_MS = 5 * 60_000

/** What a locked desk still passes on: nothing of anybody's. */
const harmless: ReadonlySet<Fact> = new Set<Fact>(['lined', 'room'])

type EngineHandlers = Pick<Handlers, EngineAsk>
type Own = 'session' | 'signIn' | 'signOut' | 'lock' | 'people' | 'unlock'

/** Who is at this machine, and the engine that works for them. */
export class Desk {
  readonly #around: Around
  #at: At | null = null
  #reason: SignInReason | null = null
  #deaths: number[] = []
  #line: Line | null = null
  #locked: Locked | null = null
  #rescued: Facts['rescued'] | null = null
  #full = false
  #tickedAt = 0
  #keptAt = 0
  readonly #patience: Patience

  constructor(around: Around) {
    this.#around = around
    this.#patience = new Patience(around.elapsed)
  }

  get session(): Session {
    const { hub, home, standIn } = this.#around
    if (this.#locked) return { state: 'locked', ...this.#locked }
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
      lock: async () => {
        await this.lock('asked')
        return null
      },
      people: async () => this.#people(),
      unlock: (asked: Argument<'unlock'>) => this.unlock(asked),
    }
    const passed = engineAsks.map((ask) => [ask, (argument: Argument<Ask>) => this.#engine(ask).ask(ask, argument as never)])
    return { ...own, ...(Object.fromEntries(passed) as EngineHandlers) }
  }

  async signIn(asked: Asked): Promise<Answers['signIn']> {
    await this.#leave()
    this.#locked = null
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

  /** Shuts the screen. Unsent work goes on behind it, unless the lease is over: then the data itself is shut. */
  async lock(reason: LockReason): Promise<void> {
    const at = this.#at
    if (!at || (this.#locked && this.#locked.reason === reason)) return
    const { email, hub } = at.opened.profile
    this.#locked = { email, name: at.opened.kept.agent.name, hub, reason }
    if (reason === 'lease') await this.#leave()
    this.#around.tell('signed', this.session)
  }

  /** Opens what is on this device: the desk that is locked, or that of somebody else who works here. */
  async unlock({ email: typed, password }: Argument<'unlock'>): Promise<Answers['unlock']> {
    const { home, now } = this.#around
    const email = typed.trim().toLowerCase()
    const waitSeconds = this.#patience.waitSeconds(email)
    if (waitSeconds > 0) return { ok: false, reason: 'too-many', field: null, waitSeconds }
    const profile = allProfiles(home).find((one) => one.email === email)
    if (!profile) return { ok: false, reason: 'not-on-device', field: null, waitSeconds: null }
    const at = this.#at
    const answer = at?.opened.profile.email === email ? await this.#reopen(at, password) : await this.#switch(profile, password, now())
    if (!answer.ok && answer.reason === 'wrong-password') this.#patience.failed(email)
    if (!answer.ok) return answer
    this.#patience.forget(email)
    this.#locked = null
    this.#reason = null
    this.#around.tell('signed', this.session)
    return answer
  }

  async #reopen(at: At, password: string): Promise<Answers['unlock']> {
    const key = await openByPassword(at.opened.profile, password)
    if (typeof key !== 'string') return { ok: true }
    return { ok: false, reason: key, field: key === 'wrong-password' ? 'password' : null, waitSeconds: null }
  }

  async #switch(profile: Profile, password: string, now: number): Promise<Answers['unlock']> {
    const tried = await openHere({ password }, profileFolder(this.#around.home, profile.hub, profile.email), now)
    if (!tried.ok) return tried
    await this.#leave()
    const reason = await this.#enter(tried.opened)
    return reason ? { ok: false, reason, field: null, waitSeconds: null } : { ok: true }
  }

  #people(): readonly Person[] {
    return allProfiles(this.#around.home).map(({ email, name, hub, usedAt }) => ({ email, name: name || email, hub, lastAt: usedAt }))
  }

  /** Told now and then: how long nobody has touched this computer. The lease is counted, and what is over is shut. */
  async tick(idleSeconds: number): Promise<void> {
    const at = this.#at
    if (!at) return
    const { now, elapsed } = this.#around
    const elapsedMs = elapsed() - this.#tickedAt
    this.#tickedAt = elapsed()
    this.#count(spend(at.opened.kept.lease, { elapsedMs, now: now() }))
    if (leftOf(at.opened.kept.lease) === 0) await this.lock('lease')
    else if (!this.#locked && idleSeconds >= IDLE_SECONDS) await this.lock('idle')
  }

  /** The lease as it stands; written down seldom, and at once when it begins anew. */
  #count(lease: Lease): void {
    const at = this.#at
    if (!at) return
    const kept = { ...at.opened.kept, lease }
    const due = lease.spentMs === 0 || this.#around.elapsed() - this.#keptAt >= KEEP_LEASE_MS
    if (due) this.#keptAt = this.#around.elapsed()
    this.#at = { ...at, opened: due ? keepMore(at.opened, kept) : { ...at.opened, kept } }
  }

  async signOut(reason: SignInReason | null): Promise<null> {
    await this.#leave()
    this.#locked = null
    this.#reason = reason
    this.#around.tell('signed', this.session)
    return null
  }

  /** A file of a case, for whoever is at this desk now. */
  async file(sha256: string): Promise<Uint8Array | null> {
    return this.#at && !this.#locked ? this.#at.engine.ask('blob', { sha256 }) : null
  }

  /** After sleep: what the socket believes of the line is old. */
  resume(): void {
    if (this.#at) this.#count(afterGap(this.#at.opened.kept.lease, this.#around.now()))
    this.#at?.engine.resume()
  }

  async stop(): Promise<void> {
    await this.#leave()
  }

  /** A window that opens late has missed how the line stands: it is told again whenever one asks who is here. */
  #greet(): Session {
    if (this.#line) this.#around.tell('lined', this.#line)
    if (this.#full) this.#around.tell('room', { full: true })
    if (this.#rescued && !this.#locked) this.#around.tell('rescued', this.#rescued)
    return this.session
  }

  #pass<F extends EngineFact>(fact: F, value: Facts[F]): void {
    if (fact === 'lined') this.#line = value as Line
    if (fact === 'room') this.#full = (value as Facts['room']).full
    if (fact === 'rescued') this.#rescued = value as Facts['rescued']
    if (!this.#locked || harmless.has(fact)) this.#around.tell(fact, value)
  }

  #engine(ask: EngineAsk): Engine {
    if (!this.#at) throw new Error('Nobody is signed in.')
    if (this.#locked && ask !== 'unwatch') throw new Error('The desk is locked.')
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
      expired: (reason) => void this.#expired(reason),
      confirmed: () => this.#count(beginLease(this.#around.now())),
      died: () => void this.#revive(),
    })
    if (typeof engine === 'string') return engine
    this.#at = { opened, engine }
    this.#tickedAt = this.#around.elapsed()
    return null
  }

  async #expired(reason: Expiry): Promise<void> {
    const folder = this.#at?.opened.folder
    const told = { update: 'update', wipe: 'revoked', revoked: 'signed-out', 'signed-out': 'signed-out' } as const
    await this.#leave()
    if (reason === 'wipe' && folder !== undefined) shred(folder)
    await this.signOut(told[reason])
  }

  async #leave(): Promise<void> {
    const at = this.#at
    this.#at = null
    this.#line = null
    this.#rescued = null
    if (this.#full) this.#pass('room', { full: false })
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
