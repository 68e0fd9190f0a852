import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decode } from '../../host/page/decode.ts'
import { encode } from '../../host/page/encode.ts'

const there = (value: unknown): unknown => decode(encode(value))

const survivors: readonly [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['minus zero', -0],
  ['not a number', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['a large whole number', 10n ** 30n],
  ['a date', new Date(5)],
  ['an invalid date', new Date(Number.NaN)],
  ['a pattern', /a+/gi],
  ['a map of maps', new Map([[1, new Map([['a', [1]]])]])],
  ['a set', new Set([1, 'a'])],
  ['bytes', new Uint8Array([1, 2, 3])],
  ['a view into the middle of a buffer', new Uint16Array(new Uint8Array([9, 9, 1, 0, 2, 0]).buffer, 2, 2)],
  ['an array with nothing in it', [1, undefined]],
  ['an object in an object', { a: { b: 'c' } }],
  ['a boxed word', Object('word')],
]

test.each(survivors)('%s survives the way between main process and page', (_name, value) => {
  expect(there(value)).toStrictEqual(value)
})

test('whatever JSON can say survives', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(there(value)).toStrictEqual(value)
    }),
  )
})

test('holes in an array stay holes', () => {
  const holes: unknown[] = []
  holes[2] = 'third'
  const back = there(holes)
  expect(Array.isArray(back) && back.length).toBe(3)
  expect(Object.keys(Object(back))).toEqual(['2'])
})

test('an error keeps its class, its words, its stack and its cause', () => {
  const back = there(new RangeError('far', { cause: 'near' }))
  expect(back).toBeInstanceOf(RangeError)
  expect(back).toMatchObject({ message: 'far', cause: 'near' })
})

test('a loop stays a loop, and what is shared stays shared', () => {
  const value: Record<string, unknown> = { n: 1 }
  value.self = value
  value.list = [value, value]
  const back = Object(there(value))
  expect(back.self).toBe(back)
  expect(back.list[1]).toBe(back)
})

test('a class is lost, and what it computes is not called', () => {
  class Point {
    x = 1
    get double(): number {
      return this.x * 2
    }
  }
  const back = there(new Point())
  expect(Object.getPrototypeOf(back)).toBe(Object.prototype)
  expect(back).toStrictEqual({ x: 1 })
})

test('a key named __proto__ is a key like any other', () => {
  const back = there(JSON.parse('{"__proto__":{"polluted":true}}'))
  expect(Reflect.get({}, 'polluted')).toBeUndefined()
  expect(Object.keys(Object(back))).toEqual(['__proto__'])
})

test.each([
  ['a function', () => 1],
  ['a function deep inside', { a: [{ b: () => 1 }] }],
  ['a symbol', Symbol('s')],
  ['a promise', Promise.resolve(1)],
])('%s is refused in Electron’s words', (_name, value) => {
  expect(() => encode(value)).toThrow('An object could not be cloned.')
})
