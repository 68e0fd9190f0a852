import type Database from 'better-sqlite3'
import { isFull } from './failure.ts'

type Value = string | number | bigint | Uint8Array | null

/** One connection: statements prepared once, and one way to write. */
export class Store {
  readonly file: string
  readonly #db: Database.Database
  readonly #statements = new Map<string, Database.Statement<Value[]>>()
  readonly #undone = new Set<() => void>()
  readonly #shut: () => void
  /** Makes room on a full disk for what a person has just written; whether it could. */
  spare: () => boolean = () => false

  constructor(db: Database.Database, shut: () => void = () => undefined) {
    this.#db = db
    this.file = db.name
    this.#shut = shut
  }

  #prepared(sql: string): Database.Statement<Value[]> {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#db.prepare<Value[]>(sql)
    this.#statements.set(sql, statement)
    return statement
  }

  // The shape of a row is what its own SQL, in the same function, asks for.
  all<T>(sql: string, ...values: Value[]): T[] {
    return this.#prepared(sql).all(...values) as T[]
  }

  get<T>(sql: string, ...values: Value[]): T | undefined {
    return this.#prepared(sql).get(...values) as T | undefined
  }

  run(sql: string, ...values: Value[]): number {
    return this.#prepared(sql).run(...values).changes
  }

  /** The new row's number; null where a conflict let nothing be inserted. */
  insert(sql: string, ...values: Value[]): number | null {
    const { changes, lastInsertRowid } = this.#prepared(sql).run(...values)
    return changes === 0 ? null : Number(lastInsertRowid)
  }

  pragma(text: string): unknown {
    return this.#db.pragma(text, { simple: true })
  }

  exec(sql: string): void {
    this.#db.exec(sql)
  }

  /** All or nothing, durable when it returns. What memory mirrors of the file is read again if it fails. */
  write<T>(work: () => T): T {
    this.#prepared('BEGIN IMMEDIATE').run()
    try {
      const result = work()
      this.#prepared('COMMIT').run()
      return result
    } catch (error) {
      if (this.#db.inTransaction) this.#prepared('ROLLBACK').run()
      for (const undo of this.#undone) undo()
      throw error
    }
  }

  /** Like `write`, for a person's own words: on a full disk room is made for them once. */
  writeWords<T>(work: () => T): T {
    try {
      return this.write(work)
    } catch (error) {
      if (!isFull(error) || !this.spare()) throw error
      return this.write(work)
    }
  }

  /** Says what must be read again when a write was undone. */
  whenUndone(then: () => void): void {
    this.#undone.add(then)
  }

  close(): void {
    this.#db.close()
    this.#shut()
  }
}
