import { expect, test } from 'vitest'
import { reasonOf, subjectOf } from '../../src/domain/subject.ts'
import { appointmentRow, attachmentRow, caseRow, ids, partyRow } from '../hub/support/rows.ts'

test('a decision is about the case of the rows it wrote, whatever its arguments called it', () => {
  const joined = subjectOf({ case: ids.case(9), message: ids.message(1) }, [caseRow(1), partyRow(1, [1])])
  expect(joined).toEqual({ case: ids.case(1), message: ids.message(1) })
  expect(subjectOf({}, [appointmentRow(1, { case: ids.case(4) })])).toEqual({ case: ids.case(4), message: null })
})

test('without a row that belongs to a case it is about the case its arguments name, if that is an id', () => {
  expect(subjectOf({ case: ids.case(2) }, [])).toEqual({ case: ids.case(2), message: null })
  expect(subjectOf({ case: ids.case(2) }, [partyRow(1, [1])]).case).toBe(ids.case(2))
  expect(subjectOf({ case: 'Katharina', message: 7 }, [])).toEqual({ case: null, message: null })
})

test('what touched several cases names none of them, but for the one that it was said of', () => {
  expect(subjectOf({}, [caseRow(1), caseRow(2)]).case).toBeNull()
  expect(subjectOf({ case: ids.case(3) }, [caseRow(1), caseRow(2)]).case).toBeNull()
  expect(subjectOf({ case: ids.case(2) }, [caseRow(1), caseRow(2)]).case).toBe(ids.case(2))
})

test('in the history of a case it cannot be seen whether something else that was named is there', () => {
  const args = { case: ids.case(1), message: ids.message(7) }
  expect(subjectOf(args, [caseRow(1), attachmentRow(1, { case: ids.case(2) })]).case).toBe(subjectOf(args, [caseRow(1)]).case)
})

test('the why is the reason, or what shows that a promise was kept, cleaned as it is everywhere else', () => {
  expect(reasonOf({ reason: '  She is not to drive ' })).toBe('She is not to drive')
  expect(reasonOf({ evidence: 'Invoice 12' })).toBe('Invoice 12')
  expect([reasonOf({}), reasonOf({ reason: null }), reasonOf({ reason: 'x'.repeat(201) })]).toEqual([null, null, null])
})
