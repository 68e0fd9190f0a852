import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '../../../src/main/engine/store/store.ts'

/** The process ended between two statements. */
export class Killed extends Error {
  override readonly name = 'Killed'
}

/** Where the desks' files are: in memory where the machine offers it, for they are real files of a real SQLite. */
export const freshPlace = (): string => mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'forecourt-simulation-'))

export const clearPlace = (place: string): void => rmSync(place, { recursive: true, force: true })

/** Written in the middle of sending, where no error has anybody to go to: there the process dies a moment later. */
const leaves = /^UPDATE outbox SET pushed/

/** The disk under one open database, on which a process can be killed at any statement. */
export class Disk {
  readonly store: Store
  readonly file: string
  readonly #ended: () => void
  #left = Number.POSITIVE_INFINITY
  #afterCommit = false
  #leaving = false
  #ballast: () => void = () => undefined
  dead = false
  /** It ends with what it is doing now. */
  dying = false
  /** Whether the process is at work where it can be killed: inside one thing it does, from beginning to end. */
  working = false

  constructor(store: Store, file: string, ended: () => void) {
    this.store = store
    this.file = file
    this.#ended = ended
    const { run, insert, get, all, write } = store
    store.run = (...words) => {
      this.#leaving ||= leaves.test(words[0])
      return this.#step(() => run.apply(store, words))
    }
    store.insert = (...words) => this.#step(() => insert.apply(store, words))
    store.get = <T>(...words: Parameters<Store['get']>) => this.#step(() => get.apply(store, words) as T | undefined)
    store.all = <T>(...words: Parameters<Store['all']>) => this.#step(() => all.apply(store, words) as T[])
    store.write = <T>(work: () => T): T => {
      this.#leaving = false
      const result = write.call(store, work) as T
      if (this.working && this.#afterCommit && this.#left < Number.POSITIVE_INFINITY) {
        if (!this.#leaving) this.#kill()
        this.dying = true
      }
      this.#leaving = false
      return result
    }
  }

  #step<T>(then: () => T): T {
    if (this.dead || (this.working && !this.#leaving && --this.#left < 0)) this.#kill()
    return then()
  }

  #kill(): never {
    if (!this.dead) {
      this.dead = true
      this.#ended()
    }
    throw new Killed('killed')
  }

  /** The process will be killed so many statements from here, or right after the next commit. */
  arm(statements: number | 'after-commit'): void {
    this.#afterCommit = statements === 'after-commit'
    this.#left = statements === 'after-commit' ? 1_000_000 : statements
  }

  disarm(): void {
    this.#left = Number.POSITIVE_INFINITY
    this.#afterCommit = false
  }

  /** So many more pages fit on the disk. */
  fill(pages: number): void {
    const now = Number(this.store.pragma('page_count'))
    this.store.pragma(`max_page_count = ${now + pages}`)
  }

  free(): void {
    this.store.pragma('max_page_count = 1073741823')
    this.#ballast()
  }

  /** What the engine keeps in hand for a full disk makes room for a few pages. */
  weigh(ballast: () => void): void {
    const { store } = this
    const { spare } = store
    this.#ballast = ballast
    store.spare = () => {
      const made = spare()
      if (made) this.fill(8)
      return made
    }
  }

  /** The file as a killed process leaves it: with its log beside it, which the next start must read. */
  leave(): void {
    this.dead = true
    const log = `${this.file}-wal`
    const logged = existsSync(log)
    if (logged) {
      copyFileSync(this.file, `${this.file}.left`)
      copyFileSync(log, `${log}.left`)
    }
    this.store.close()
    if (!logged) return
    copyFileSync(`${this.file}.left`, this.file)
    copyFileSync(`${log}.left`, log)
  }
}
