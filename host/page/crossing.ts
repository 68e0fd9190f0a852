import { uncloneable } from './clone-kinds.ts'

const mark = '\u0000stand-in'
const tooDeep = 'Electron contextBridge recursion depth exceeded.  Nested objects deeper than 1000 are not supported.'

/** Something that was packed by the other side, and stands for what it cannot send. */
type Packed = Record<string, unknown>
type AnyFunction = (...args: unknown[]) => unknown

/** What a crossing needs of the line between the two worlds. */
export interface Line {
  readonly call: (id: number, args: readonly unknown[]) => unknown
  readonly settle: (id: number, failed: boolean, value: unknown) => void
}

const plain = (value: object): value is Packed => Object.prototype.toString.call(value) === '[object Object]'

/** Values on their way through contextBridge: functions and promises stay where they are and are called across, all else is copied. */
export class Crossing {
  private readonly line: Line
  private readonly functions = new Map<number, AnyFunction>()
  private readonly promises = new Map<number, PromiseWithResolvers<unknown>>()
  private last = 0

  constructor(line: Line) {
    this.line = line
  }

  /** `known` holds what of this value has been packed already: a loop stays a loop, and what is shared stays shared. */
  pack(value: unknown, depth = 0, known = new Map<object, unknown>()): unknown {
    if (depth > 1000) throw new TypeError(tooDeep)
    if (typeof value === 'symbol') throw new Error(uncloneable)
    if (typeof value === 'function') {
      const id = ++this.last
      this.functions.set(id, (...args) => value(...args))
      return { [mark]: 'function', id }
    }
    if (typeof value !== 'object' || value === null) return value
    return known.has(value) ? known.get(value) : this.packObject(value, depth, known)
  }

  private packObject(value: object, depth: number, known: Map<object, unknown>): unknown {
    if (value instanceof Promise) return this.packPromise(value)
    if (value instanceof Error) return { [mark]: 'error', message: String(value.message) }
    if (value instanceof Node) throw new Error('The stand-in does not model DOM nodes across contextBridge.')
    if (!Array.isArray(value) && !plain(value)) return value
    const copy: object = Array.isArray(value) ? [] : {}
    known.set(value, copy)
    for (const [key, item] of Object.entries(value)) Object.assign(copy, { [key]: this.pack(item, depth + 1, known) })
    if (Array.isArray(value)) Object.assign(copy, { length: value.length })
    return copy
  }

  private packPromise(value: Promise<unknown>): Packed {
    const id = ++this.last
    value.then(
      (result) => this.line.settle(id, false, this.pack(result)),
      (reason) => this.line.settle(id, true, this.pack(reason)),
    )
    return { [mark]: 'promise', id }
  }

  /** What has come across is ours alone, so it is unpacked in its place. */
  unpack(value: unknown, known = new Set<object>()): unknown {
    if (typeof value !== 'object' || value === null || known.has(value)) return value
    if (!Array.isArray(value) && !plain(value)) return value
    const stands = Array.isArray(value) ? undefined : this.standsFor(value)
    if (stands !== undefined) return stands
    known.add(value)
    for (const [key, item] of Object.entries(value)) Object.assign(value, { [key]: this.unpack(item, known) })
    return value
  }

  private standsFor(value: Packed): unknown {
    const id = Number(value.id)
    if (value[mark] === 'function')
      return (...args: unknown[]) =>
        this.unpack(
          this.line.call(
            id,
            args.map((arg) => this.pack(arg)),
          ),
        )
    if (value[mark] === 'error') return new Error(String(value.message))
    if (value[mark] !== 'promise') return undefined
    const promise = Promise.withResolvers<unknown>()
    this.promises.set(id, promise)
    return promise.promise
  }

  /** The other side calls a function of ours. */
  answer(id: number, args: readonly unknown[]): unknown {
    const called = this.functions.get(id)
    if (!called) throw new Error('That function is gone.')
    return this.pack(called(...args.map((arg) => this.unpack(arg))))
  }

  /** A promise of the other side has come to its end. */
  settled(id: number, failed: boolean, value: unknown): void {
    const promise = this.promises.get(id)
    this.promises.delete(id)
    if (failed) promise?.reject(this.unpack(value))
    else promise?.resolve(this.unpack(value))
  }
}
