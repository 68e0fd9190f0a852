import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applied, deltaOf } from '../../../src/domain/contract/delta.ts'

const leaf = fc.oneof(fc.string({ maxLength: 3 }), fc.integer({ min: 0, max: 3 }), fc.boolean(), fc.constant(null))
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, leaf, tie('record'), fc.array(tie('value'), { maxLength: 6 }), fc.array(tie('row'), { maxLength: 6 })),
  record: fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  row: fc.record({ id: fc.constantFrom('x', 'y', 'z'), says: tie('value') }),
}))

test('whatever becomes of a value, what is told makes it so, also after it crossed to another process', () => {
  fc.assert(
    fc.property(value, value, (before, after) => {
      const delta = deltaOf(before, after)
      expect(delta === null ? before : applied(before, structuredClone(delta))).toEqual(after)
    }),
    { numRuns: 5_000 },
  )
})

test('nothing is told of what says the same', () => {
  fc.assert(fc.property(value, (one) => void expect(deltaOf(one, structuredClone(one))).toBeNull()))
})

const row = (id: string, says = 0) => ({ id, says, more: { than: 'that' } })

test('rows that moved are the rows they were; of one that changed, only its field is told', () => {
  const before = { total: 4, rows: [row('a'), row('b'), row('c'), row('d')] }
  const after = { total: 4, rows: [row('n'), row('a'), row('c', 1), row('d')] }
  const delta = deltaOf(before, after)
  expect(delta).toEqual({
    set: {
      rows: {
        list: [{ row: row('n') }, { from: 0, count: 1 }, { was: 2, is: { set: { says: { to: 1 } }, gone: [] } }, { from: 3, count: 1 }],
      },
    },
    gone: [],
  })
  const made = delta && (applied(before, delta) as typeof after)
  expect(made?.rows[1]).toBe(before.rows[0])
  expect(made?.rows[2]?.more).toBe(before.rows[2]?.more)
  expect(made?.rows[3]).toBe(before.rows[3])
})

test('what is of something else is not made to fit', () => {
  expect(() => applied([1], { list: [{ from: 0, count: 2 }] })).toThrow('fewer rows')
  expect(() => applied(null, { set: {}, gone: [] })).toThrow('no record')
  expect(() => applied({}, { list: [] })).toThrow('no list')
})
