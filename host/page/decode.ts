import { type CloneEntry, cloneConstants, cloneErrors, cloneViews } from './clone-kinds.ts'

const textToBytes = (text: string): ArrayBuffer =>
  typeof Buffer === 'undefined' ? Uint8Array.fromBase64(text).buffer : new Uint8Array(Buffer.from(text, 'base64')).buffer

type ViewOf = new (buffer: ArrayBuffer, offset: number, length: number) => ArrayBufferView

// The names in the lists are the names of the platform's own classes, which is what these two look up.
const viewNamed = (name: string | undefined): ViewOf =>
  (globalThis as unknown as Record<string, ViewOf>)[name ?? 'Uint8Array'] ?? Uint8Array
const errorNamed = (name: string | undefined): ErrorConstructor =>
  (globalThis as unknown as Record<string, ErrorConstructor>)[name ?? 'Error'] ?? Error

class Decoder {
  private readonly table: readonly CloneEntry[]
  private readonly done = new Map<number, unknown>()

  constructor(table: readonly CloneEntry[]) {
    this.table = table
  }

  get(index: unknown): unknown {
    const at = Number(index)
    if (at < 0) return cloneConstants[-1 - at]
    if (this.done.has(at)) return this.done.get(at)
    const entry = this.table[at]
    if (!Array.isArray(entry)) return this.keep(at, entry)
    const [kind, ...parts] = entry
    return this.object(at, String(kind), parts)
  }

  /** Known before its parts are read, so that a cycle finds it. */
  private keep<T>(at: number, value: T): T {
    this.done.set(at, value)
    return value
  }

  private object(at: number, kind: string, parts: readonly unknown[]): unknown {
    const [first, second] = parts
    if (kind === 'n') return this.keep(at, BigInt(String(first)))
    if (kind === 'd') return this.keep(at, new Date(first === null ? Number.NaN : Number(first)))
    if (kind === 'r') return this.keep(at, new RegExp(String(first), String(second)))
    if (kind === 'b') return this.keep(at, textToBytes(String(first)))
    if (kind === 'w') return this.keep(at, Object(this.get(first)))
    if (kind === 'v') return this.keep(at, this.view(parts))
    if (kind === 'e') return this.error(at, parts)
    return this.collection(at, kind, parts)
  }

  private collection(at: number, kind: string, parts: readonly unknown[]): unknown {
    if (kind === 'a') {
      const array = this.keep<unknown[]>(at, [])
      for (const part of parts) array.push(this.get(part))
      return array
    }
    if (kind === 's') {
      const set = this.keep(at, new Set())
      for (const part of parts) set.add(this.get(part))
      return set
    }
    if (kind === 'm') {
      const map = this.keep(at, new Map())
      for (const [key, item] of this.pairs(parts)) map.set(key, item)
      return map
    }
    const target = this.keep<object>(at, kind === 'h' ? new Array(Number(parts[0])) : {})
    for (const [key, value] of this.pairs(kind === 'h' ? parts.slice(1) : parts)) {
      // Defined, not assigned: a key named __proto__ is a key like any other.
      Object.defineProperty(target, String(key), { value, enumerable: true, writable: true, configurable: true })
    }
    return target
  }

  private *pairs(parts: readonly unknown[]): Generator<[unknown, unknown]> {
    for (let index = 0; index < parts.length; index += 2) yield [this.get(parts[index]), this.get(parts[index + 1])]
  }

  private view([kind, buffer, offset, length]: readonly unknown[]): ArrayBufferView {
    const View = viewNamed(cloneViews[Number(kind)])
    const bytes = this.get(buffer)
    return new View(bytes instanceof ArrayBuffer ? bytes : new ArrayBuffer(0), Number(offset), Number(length))
  }

  private error(at: number, [kind, message, stack, cause]: readonly unknown[]): Error {
    const ErrorOf = errorNamed(cloneErrors[Number(kind)])
    const error = this.keep(at, new ErrorOf(String(this.get(message))))
    for (const [key, index] of Object.entries({ stack, cause })) {
      const value = this.get(index)
      if (value !== undefined) Object.defineProperty(error, key, { value, configurable: true, writable: true })
    }
    return error
  }
}

/** The value that `encode` made a text of. */
export function decode(text: string): unknown {
  const [start, table]: [number, readonly CloneEntry[]] = JSON.parse(text)
  return new Decoder(table).get(start)
}
