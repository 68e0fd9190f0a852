import { type CloneEntry, cloneConstants, cloneErrors, cloneTag, cloneViews, uncloneable } from './clone-kinds.ts'

const bytesToText = (bytes: Uint8Array): string =>
  typeof Buffer === 'undefined' ? bytes.toBase64() : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

class Encoder {
  readonly table: CloneEntry[] = []
  private readonly seen = new Map<unknown, number>()

  put(value: unknown): number {
    const constant = cloneConstants.findIndex((known) => Object.is(known, value))
    if (constant >= 0) return -1 - constant
    const known = this.seen.get(value)
    if (known !== undefined) return known
    const index = this.table.push(null) - 1
    this.seen.set(value, index)
    if (typeof value === 'number' || typeof value === 'string') this.table[index] = value
    else if (typeof value === 'bigint') this.table[index] = ['n', String(value)]
    else if (typeof value === 'object' && value !== null) this.table[index] = this.object(value)
    else throw new Error(uncloneable)
    return index
  }

  private object(value: object): readonly unknown[] {
    if (Array.isArray(value)) return this.array(value)
    if (value instanceof Date) return ['d', value.getTime()]
    if (value instanceof RegExp) return ['r', value.source, value.flags]
    if (value instanceof Map) return ['m', ...this.pairs(value)]
    if (value instanceof Set) return ['s', ...[...value].map((item) => this.put(item))]
    if (value instanceof ArrayBuffer) return ['b', bytesToText(new Uint8Array(value))]
    if (ArrayBuffer.isView(value)) return this.view(value)
    if (value instanceof Error) return this.error(value)
    if (value instanceof Boolean || value instanceof Number || value instanceof String) return ['w', this.put(value.valueOf())]
    if (cloneTag(value) === 'Object') return ['o', ...this.pairs(Object.entries(value))]
    throw new Error(uncloneable)
  }

  private pairs(entries: Iterable<[unknown, unknown]>): number[] {
    return [...entries].flatMap(([key, item]) => [this.put(key), this.put(item)])
  }

  /** Holes stay holes: an array that has any is sent as its length and its own entries. */
  private array(value: readonly unknown[]): readonly unknown[] {
    return Object.keys(value).length === value.length
      ? ['a', ...value.map((item) => this.put(item))]
      : ['h', value.length, ...this.pairs(Object.entries(value))]
  }

  private view(value: ArrayBufferView): readonly unknown[] {
    const kind = cloneViews.indexOf(cloneTag(value))
    const unit = 'BYTES_PER_ELEMENT' in value ? Number(value.BYTES_PER_ELEMENT) : 1
    return ['v', kind, this.put(value.buffer), value.byteOffset, value.byteLength / unit]
  }

  private error(value: Error): readonly unknown[] {
    const kind = cloneErrors.indexOf(value.name)
    return ['e', kind, this.put(value.message), this.put(value.stack), this.put(value.cause)]
  }
}

/** A value as text, by structured clone: what that refuses is refused here, with Electron's words. */
export function encode(value: unknown): string {
  const encoder = new Encoder()
  const start = encoder.put(cloned(value))
  return JSON.stringify([start, encoder.table])
}

/** The platform's own clone first, so that prototypes and getters are lost and functions refused just as they should be. */
function cloned(value: unknown): unknown {
  try {
    return structuredClone(value)
  } catch {
    throw new Error(uncloneable)
  }
}
