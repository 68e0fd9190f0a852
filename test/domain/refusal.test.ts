import { expect, test } from 'vitest'
import { z } from 'zod'
import { malformed, Outcome, RefusalCode, refuse, refused } from '../../src/domain/refusal.ts'

const wrong = (schema: z.ZodType, input: unknown) => {
  const parsed = schema.safeParse(input)
  if (parsed.success) throw new Error('nothing is wrong with it')
  return malformed(parsed.error)
}

test('every way to refuse can be stored and read back', () => {
  const all = RefusalCode.options.map((code) => refused(refuse(code, { field: 'party', detail: 'Why' })))
  expect(all.map((outcome) => Outcome.parse(outcome))).toEqual(all)
})

test('what is wrong is named by its path, however deep', () => {
  const schema = z.strictObject({ rows: z.array(z.strictObject({ name: z.string() })) })
  expect(wrong(schema, { rows: [{ name: 'a' }, { name: 1 }] })).toMatchObject({ code: 'malformed', field: 'rows.1.name' })
  expect(wrong(schema, { rows: [{ name: 'a', colour: 'blue' }] })).toMatchObject({ code: 'malformed', field: 'rows.0.colour' })
  expect(wrong(schema, 7)).not.toHaveProperty('field')
})

test('a refusal never repeats what somebody wrote, and never outgrows its row', () => {
  const secret = 'Katharina '.repeat(200)
  const refusal = wrong(z.strictObject({ text: z.string().max(10) }), { text: secret })
  expect(JSON.stringify(refusal)).not.toContain('Katharina')
  const long = wrong(z.strictObject({}), { ['x'.repeat(300)]: 1 })
  expect(long.field?.length).toBe(100)
  expect(Outcome.safeParse(refused(long)).success).toBe(true)
})
