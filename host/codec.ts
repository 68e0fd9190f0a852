/**
 * Structured clone to and from a string, for values that cross between Node and the page.
 * The function is also injected into the page by its source, so it may use nothing from outside itself.
 */
export interface Codec {
  encode(value: unknown): string
  decode(text: string): unknown
}

export function createCodec(): Codec {
  type Entry = null | string | number | boolean | unknown[]
  const FAIL = 'An object could not be cloned.'
  const bytesToText = (bytes: Uint8Array): string => {
    const node = (globalThis as { Buffer?: { from(b: ArrayBufferLike, o: number, l: number): { toString(e: string): string } } }).Buffer
    return node
      ? node.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
      : (bytes as unknown as { toBase64(): string }).toBase64()
  }
  const textToBytes = (text: string): Uint8Array => {
    const node = (globalThis as { Buffer?: { from(t: string, e: string): Uint8Array } }).Buffer
    return node
      ? new Uint8Array(node.from(text, 'base64'))
      : (Uint8Array as unknown as { fromBase64(t: string): Uint8Array }).fromBase64(text)
  }
  const VIEWS = [
    'Int8Array',
    'Uint8Array',
    'Uint8ClampedArray',
    'Int16Array',
    'Uint16Array',
    'Int32Array',
    'Uint32Array',
    'Float16Array',
    'Float32Array',
    'Float64Array',
    'BigInt64Array',
    'BigUint64Array',
    'DataView',
  ]
  const ERRORS = ['Error', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError']

  const encode = (input: unknown): string => {
    let root: unknown
    try {
      root = structuredClone(input)
    } catch {
      throw new Error(FAIL)
    }
    const table: Entry[] = []
    const seen = new Map<unknown, number>()
    const put = (value: unknown): number => {
      if (value === undefined) return -1
      if (value === null) return -2
      if (value === true) return -3
      if (value === false) return -4
      if (typeof value === 'number') {
        if (Number.isNaN(value)) return -5
        if (value === Infinity) return -6
        if (value === -Infinity) return -7
        if (Object.is(value, -0)) return -8
      }
      const known = seen.get(value)
      if (known !== undefined) return known
      const index = table.push(null) - 1
      seen.set(value, index)
      if (typeof value === 'number' || typeof value === 'string') table[index] = value
      else if (typeof value === 'bigint') table[index] = ['n', String(value)]
      else table[index] = object(value as object)
      return index
    }
    const object = (value: object): unknown[] => {
      const tag = Object.prototype.toString.call(value).slice(8, -1)
      if (Array.isArray(value)) {
        const holes = Object.keys(value).length !== value.length
        if (!holes) return ['a', ...value.map(put)]
        return [
          'h',
          value.length,
          ...Object.keys(value).flatMap((key) => [put(key), put((value as unknown as Record<string, unknown>)[key])]),
        ]
      }
      if (tag === 'Date') return ['d', (value as Date).getTime()]
      if (tag === 'RegExp') return ['r', (value as RegExp).source, (value as RegExp).flags]
      if (tag === 'Map') return ['m', ...[...(value as Map<unknown, unknown>)].flatMap(([k, v]) => [put(k), put(v)])]
      if (tag === 'Set') return ['s', ...[...(value as Set<unknown>)].map(put)]
      if (tag === 'ArrayBuffer') return ['b', bytesToText(new Uint8Array(value as ArrayBuffer))]
      if (ArrayBuffer.isView(value)) {
        const unit = (value as { BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT ?? 1
        return ['v', VIEWS.indexOf(tag), put(value.buffer), value.byteOffset, value.byteLength / unit]
      }
      if (tag === 'Error') {
        const error = value as Error
        return ['e', ERRORS.indexOf(error.name), put(error.message), put(error.stack), put(error.cause)]
      }
      if (tag === 'Boolean' || tag === 'Number' || tag === 'String') return ['w', put(value.valueOf())]
      if (tag === 'Object') return ['o', ...Object.entries(value).flatMap(([k, v]) => [put(k), put(v)])]
      throw new Error(FAIL)
    }
    const start = put(root)
    return JSON.stringify([start, table])
  }

  const decode = (text: string): unknown => {
    const [start, table] = JSON.parse(text) as [number, Entry[]]
    const done = new Map<number, unknown>()
    const constants = [undefined, undefined, null, true, false, Number.NaN, Infinity, -Infinity, -0]
    const get = (index: number): unknown => {
      if (index < 0) return constants[-index]
      if (done.has(index)) return done.get(index)
      const entry = table[index] as Entry
      if (!Array.isArray(entry)) {
        done.set(index, entry)
        return entry
      }
      const [kind, ...rest] = entry as [string, ...unknown[]]
      const refs = rest as number[]
      const keep = <T>(value: T): T => {
        done.set(index, value)
        return value
      }
      switch (kind) {
        case 'n':
          return keep(BigInt(rest[0] as string))
        case 'a': {
          const array = keep([] as unknown[])
          for (const ref of refs) array.push(get(ref))
          return array
        }
        case 'h': {
          const array = keep(new Array(refs[0])) as unknown as Record<string, unknown>
          for (let i = 1; i < refs.length; i += 2) array[get(refs[i] as number) as string] = get(refs[i + 1] as number)
          return array
        }
        case 'd':
          return keep(new Date(rest[0] === null ? Number.NaN : (rest[0] as number)))
        case 'r':
          return keep(new RegExp(rest[0] as string, rest[1] as string))
        case 'm': {
          const map = keep(new Map())
          for (let i = 0; i < refs.length; i += 2) map.set(get(refs[i] as number), get(refs[i + 1] as number))
          return map
        }
        case 's': {
          const set = keep(new Set())
          for (const ref of refs) set.add(get(ref))
          return set
        }
        case 'b':
          return keep(textToBytes(rest[0] as string).buffer)
        case 'v': {
          const View = (globalThis as unknown as Record<string, new (b: unknown, o: number, l: number) => unknown>)[
            VIEWS[refs[0] as number] ?? 'Uint8Array'
          ] as new (
            b: unknown,
            o: number,
            l: number,
          ) => unknown
          return keep(new View(get(refs[1] as number), refs[2] as number, refs[3] as number))
        }
        case 'e': {
          const name = ERRORS[refs[0] as number] ?? 'Error'
          const Type = (globalThis as unknown as Record<string, ErrorConstructor>)[name] as ErrorConstructor
          const error = keep(new Type(get(refs[1] as number) as string))
          const stack = get(refs[2] as number)
          if (stack !== undefined) Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true })
          const cause = get(refs[3] as number)
          if (cause !== undefined) Object.defineProperty(error, 'cause', { value: cause, configurable: true, writable: true })
          return error
        }
        case 'w':
          return keep(Object(get(refs[0] as number)))
        default: {
          const record = keep({} as Record<string, unknown>)
          for (let i = 0; i < refs.length; i += 2)
            Object.defineProperty(record, get(refs[i] as number) as string, {
              value: get(refs[i + 1] as number),
              enumerable: true,
              writable: true,
              configurable: true,
            })
          return record
        }
      }
    }
    return get(start)
  }
  return { encode, decode }
}
