import fc from 'fast-check'
import { expect, test } from 'vitest'
import { caseNumber } from '../../src/domain/case-header.ts'
import { uuidv7 } from '../../src/domain/id.ts'
import { kinds } from '../../src/domain/kind.ts'
import { NOW } from '../support/rows.ts'

const caseId = kinds.case.shape.id

test('a case’s number is seven characters one can read out, without I, L, O and U', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (dice) => {
      expect(caseNumber(caseId.parse(uuidv7(NOW, dice)))).toMatch(/^C-[0-9A-HJKMNP-TV-Z]{7}$/)
    }),
  )
})

test('the number is the case’s for ever: of its id alone', () => {
  expect(caseNumber(caseId.parse('00000000-0000-7000-8000-000000000011'))).toBe('C-000000H')
  expect(caseNumber(caseId.parse('017f22e2-79b0-7cc3-98c4-dc0c0c07398f'))).toBe('C-G60EECF')
})
