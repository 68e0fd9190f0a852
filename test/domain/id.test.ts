import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CaseId, uuidv7 } from '../../src/domain/id.ts'
import { NOW } from '../support/rows.ts'

const random = fc.uint8Array({ minLength: 10, maxLength: 10 })
const moment = fc.integer({ min: 0, max: 2 ** 48 - 1 })

test('the example of RFC 9562 comes out to the letter', () => {
  const bytes = [0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]
  expect(uuidv7(0x017f22e279b0, Uint8Array.from(bytes))).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

test('whatever the moment and the dice, it is an id of version 7 that carries its moment', () => {
  fc.assert(
    fc.property(moment, random, (at, dice) => {
      const id = uuidv7(at, dice)
      expect(CaseId.safeParse(id).success).toBe(true)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at)
    }),
  )
})

test('later ids sort after earlier ones', () => {
  fc.assert(
    fc.property(moment, moment, random, (one, other, dice) => {
      const [early, late] = [Math.min(one, other), Math.max(one, other)]
      if (early < late) expect(uuidv7(early, dice) < uuidv7(late, dice)).toBe(true)
    }),
  )
})

test('ids of one moment differ by their dice', () => {
  expect(uuidv7(NOW, new Uint8Array(10))).not.toBe(uuidv7(NOW, new Uint8Array(10).fill(255)))
})
