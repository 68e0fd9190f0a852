import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { SignedIn } from '../../src/domain/contract/sign-in.ts'
import { SAMPLE_PASSWORD } from '../../src/hub/sample/accounts.ts'
import { ChaosProxy } from '../support/chaos/proxy.ts'
import { newId } from '../support/new-id.ts'
import { type DeskData, readDesk, type Word } from './checker.ts'
import type { DeskReport, DeskTold, Place } from './desk-words.ts'

interface At {
  readonly name: string
  readonly email: string
  readonly hub: string
  readonly folder: string
  readonly seed: number
  /** Its data on a small disk of its own, so large; it lives as long as the process. */
  readonly diskMb?: number
}

/** Mounts a small disk that only what runs in it can see, and goes on as the program named. */
const onOwnDisk = 'mount -t tmpfs -o size="$0"m tmpfs "$1" && shift && exec "$@"'

/** Whether this machine lets us have small disks of our own. */
export const mayMount = (): boolean =>
  process.platform === 'linux' && spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', '/mnt']).status === 0

/** Its words in one life; more than it can say before it is killed. */
const LIFE = 100_000

/** An agent's desk in a process of its own, behind a line of its own that can be made bad. */
export class FaultDesk {
  readonly name: string
  readonly words: Word[] = []
  readonly counts = { refused: 0, full: 0, expired: 0, backwards: 0, lives: 0 }
  readonly proxy: ChaosProxy
  readonly #at: At
  readonly #device = newId()
  readonly #secret = new Uint8Array(32).fill(11)
  #agent: SignedIn['agent'] | null = null
  #child: ChildProcess | null = null
  #talking: Extract<DeskTold, { do: 'talk' }> | null = null
  #state: Extract<DeskReport, { is: 'state' }> | null = null
  #cursor = 0

  private constructor(at: At, proxy: ChaosProxy) {
    this.name = at.name
    this.#at = at
    this.proxy = proxy
    mkdirSync(this.#folder, { recursive: true })
  }

  static async open(at: At): Promise<FaultDesk> {
    const desk = new FaultDesk(at, await ChaosProxy.lay(at.hub, at.seed))
    await desk.begin()
    return desk
  }

  get #folder(): string {
    return join(this.#at.folder, this.name)
  }

  get sites(): readonly string[] {
    return this.#agent?.grants.map(({ site }) => site) ?? []
  }

  get alive(): boolean {
    return this.#child !== null
  }

  /** Live, silent, with nothing waiting, and just as far as the hub was when it was read: no less, and no more. */
  settled(head: number): boolean {
    const state = this.#state
    return this.alive && state !== null && state.line === 'live' && state.resting && state.waiting === 0 && state.cursor === head
  }

  /** Where it stands, for who waits in vain. */
  get standing(): string {
    return `${this.name}: ${this.alive ? JSON.stringify(this.#state) : 'dead'}`
  }

  /** Starts its process on what it kept, signed in anew; waits for the hub as long as that takes. */
  async begin(): Promise<void> {
    const { hub, seed } = this.#at
    const { tickets, agent } = await this.#signIn(hub)
    this.#agent = agent
    const life = this.counts.lives++
    const start = { hub: this.proxy.url, device: this.#device, agent, tickets, key: [...this.#secret] }
    const ownDisk = this.#at.diskMb !== undefined
    const told = { folder: this.#folder, start, name: this.name, from: life * LIFE, seed: seed * 1_000 + life, ownDisk }
    const child = this.#launch(JSON.stringify(told))
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code) => reject(new Error(`${this.name} ended by itself with ${code}`)))
      child.on('message', (report: DeskReport) => {
        this.#hear(report)
        if (report.is === 'born') resolve()
      })
    })
    child.removeAllListeners('exit')
    child.once('exit', () => {
      if (this.#child === child) this.#child = null
    })
    this.#child = child
    if (this.#talking) this.tell(this.#talking)
  }

  #launch(told: string): ChildProcess {
    const program = join(import.meta.dirname, 'desk-process.ts')
    const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const
    const { diskMb } = this.#at
    if (diskMb === undefined) return fork(program, [told], { stdio: [...stdio] })
    const words = ['-m', 'sh', '-c', onOwnDisk, String(diskMb), this.#folder, process.execPath, program, told]
    return spawn('unshare', words, { stdio: [...stdio] })
  }

  tell(told: DeskTold): void {
    if (this.#child?.connected) this.#child.send(told)
  }

  /** Begins to do what agents do in these cases, about every `pace` milliseconds. */
  talk(places: readonly Place[], pace: number): void {
    this.#talking = { do: 'talk', places, pace }
    this.tell(this.#talking)
  }

  rest(): void {
    this.#talking = null
    this.tell({ do: 'rest' })
  }

  /** As a power cut would, for this process. */
  async kill(): Promise<void> {
    const child = this.#child
    if (!child) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
    this.#child = null
    this.#state = null
  }

  /** What it holds, from its file. A disk of its own is seen through its process alone, so from there the file is copied first. */
  read(): DeskData {
    const who = { name: this.name, agent: this.#agent?.id ?? '', secret: this.#secret }
    if (this.#at.diskMb === undefined) return readDesk({ ...who, file: join(this.#folder, 'desk.db') })
    const copy = `${this.#folder}-copy`
    rmSync(copy, { recursive: true, force: true })
    mkdirSync(copy)
    for (const file of ['desk.db', 'desk.db-wal']) {
      const there = join(`/proc/${this.#child?.pid}/root`, this.#folder, file)
      if (existsSync(there)) copyFileSync(there, join(copy, file))
    }
    return readDesk({ ...who, file: join(copy, 'desk.db') })
  }

  async close(): Promise<void> {
    await this.kill()
    await this.proxy.close()
  }

  #hear(report: DeskReport): void {
    if (report.is === 'kept') this.words.push({ by: this.name, text: report.text })
    if (report.is === 'refused') this.counts.refused++
    if (report.is === 'full') this.counts.full++
    if (report.is === 'state') this.#state = report
    if (report.is === 'expired') void this.#again()
    if (report.is === 'born') {
      if (report.cursor < this.#cursor) this.counts.backwards++
      this.#cursor = report.cursor
    }
  }

  /** Signed out on the way: its agent signs in again. */
  async #again(): Promise<void> {
    this.counts.expired++
    const { tickets } = await this.#signIn(this.#at.hub)
    this.tell({ do: 'tickets', tickets })
  }

  async #signIn(hub: string): Promise<SignedIn> {
    const body = JSON.stringify({ email: this.#at.email, password: SAMPLE_PASSWORD, device: this.#device })
    for (;;) {
      const answer = await fetch(`${hub}/v1/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }).catch(
        () => null,
      )
      if (answer?.ok) return SignedIn.parse(await answer.json())
      await pause(200)
    }
  }
}
