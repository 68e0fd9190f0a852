import { expect, test } from 'vitest'
import { z } from 'zod'
import { isTooDeep } from '../../../src/hub/doors/depth.ts'
import { openMetrics } from '../../../src/hub/doors/metrics.ts'
import { readInput } from '../../../src/hub/doors/read-input.ts'
import { derivedId } from '../../../src/hub/intake/derived-id.ts'

const schema = z.strictObject({ name: z.string(), parts: z.array(z.strictObject({ size: z.int() })).max(3) })

test('what fits is read', () => {
  expect(readInput(schema, { name: 'a', parts: [{ size: 1 }] })).toEqual({ ok: true, value: { name: 'a', parts: [{ size: 1 }] } })
})

test.each([
  ['a missing field', { parts: [] }, 'name'],
  ['a field of the wrong kind, deep inside', { name: 'a', parts: [{ size: 1 }, { size: 'x' }] }, 'parts.1.size'],
  ['an unknown field', { name: 'a', parts: [], extra: 1 }, 'extra'],
  ['an unknown field, deep inside', { name: 'a', parts: [{ size: 1, more: 2 }] }, 'parts.0.more'],
])('%s is named', (_what, input, field) => {
  expect(readInput(schema, input)).toMatchObject({ ok: false, problem: { status: 400, field } })
})

test('a field name of any length makes no long answer', () => {
  const answer = readInput(schema, { name: 'a', parts: [], ['x'.repeat(5_000)]: 1 })
  expect(JSON.stringify(answer).length).toBeLessThan(1_200)
})

test('depth is found without walking into it, in lists and in records', () => {
  let deep: unknown = 1
  for (let i = 0; i < 50_000; i++) deep = i % 2 === 0 ? [deep] : { a: deep }
  expect(isTooDeep(deep)).toBe(true)
  expect(isTooDeep({ commands: [{ args: { a: [1, { b: null }] } }] })).toBe(false)
  expect(isTooDeep(undefined)).toBe(false)
})

test('the same words give the same id, other words another, and the parts cannot be shifted', () => {
  expect(derivedId('say', 'a')).toBe(derivedId('say', 'a'))
  expect(z.uuid().safeParse(derivedId('x')).success).toBe(true)
  expect(new Set([derivedId('a', 'bc'), derivedId('ab', 'c'), derivedId('abc')]).size).toBe(3)
})

test('counts are kept by name and kind, and a label that is none of ours cannot grow the list', () => {
  const metrics = openMetrics({ sockets: 'Sockets ended' })
  for (const label of ['flood', 'flood', 'somebody@mail.example', '"}\nevil 1']) metrics.add('sockets', label)
  metrics.gauge('desks', 'Desks', () => 3)
  expect(metrics.text()).toBe(
    [
      '# HELP forecourt_sockets Sockets ended\n# TYPE forecourt_sockets counter',
      'forecourt_sockets{what="flood"} 2\nforecourt_sockets{what="other"} 2',
      '# HELP forecourt_desks Desks\n# TYPE forecourt_desks gauge\nforecourt_desks 3\n',
    ].join('\n'),
  )
})
