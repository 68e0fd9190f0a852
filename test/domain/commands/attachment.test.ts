import { expect, test } from 'vitest'
import { ATTACHMENT_BYTES } from '../../../src/domain/noun/attachment.ts'
import { decideIn, memoryTx } from '../../support/memory-tx.ts'
import { aCase, agent, anId, attachment, HOUR, held, ids, message, NOW, system, visitor } from '../../support/rows.ts'

const lena = { actor: agent(), at: NOW }
const hub = { actor: system, at: NOW }
const hash = 'ab'.repeat(32)
const base = [held('case', aCase()), held('message', message())]
const photo = {
  attachment: ids.photo,
  case: ids.case,
  party: ids.katharina,
  message: ids.message,
  name: 'brake-disc.jpg',
  type: 'image/jpeg',
  size: 2_048,
  sha256: hash,
}
const add = (more: object = {}) => ({ name: 'attachment.add', args: { ...photo, ...more } })

test('a file is named in its case at once, and awaited', () => {
  const tx = memoryTx(base)
  expect(decideIn(tx, add(), lena)).toEqual({ ok: true })
  expect(tx.of('attachment')).toEqual([attachment({ message: ids.message, addedAt: NOW })])
})

test('a file that is too large is refused by its size, one at the limit is not', () => {
  expect(decideIn(memoryTx(base), add({ size: ATTACHMENT_BYTES + 1 }), lena)).toMatchObject({
    refusal: { code: 'too-large', field: 'size' },
  })
  expect(decideIn(memoryTx(base), add({ size: ATTACHMENT_BYTES }), lena)).toEqual({ ok: true })
})

test('what is no hash, no media type or empty is refused at the door', () => {
  const wrong = [{ sha256: 'AB'.repeat(32) }, { sha256: 'ab' }, { type: 'image' }, { type: 'image/jpeg; x=1' }, { size: 0 }, { name: '' }]
  for (const more of wrong) expect(decideIn(memoryTx(base), add(more), lena)).toMatchObject({ refusal: { code: 'malformed' } })
})

test('a file belongs to a case its agent may see, and to a message of that case', () => {
  const no = { ok: false, refusal: { code: 'not-found', field: 'case' } }
  for (const actor of [agent(ids.mirja, ids.kiel), system, visitor(ids.katharina)])
    expect(decideIn(memoryTx(base), add(), { actor, at: NOW })).toEqual(no)
  expect(decideIn(memoryTx(base), add({ party: ids.bernd }), lena)).toEqual(no)
  const other = memoryTx([...base, held('message', message({ id: anId(0x91), case: anId(0x92) }))])
  for (const of of [anId(0x91), anId(0x93)])
    expect(decideIn(other, add({ message: of }), lena)).toMatchObject({ refusal: { code: 'not-found', field: 'message' } })
})

test('an attachment under an id that exists is refused', () => {
  const tx = memoryTx([...base, held('attachment', attachment())])
  expect(decideIn(tx, add(), lena)).toMatchObject({ refusal: { code: 'already-exists', field: 'attachment' } })
})

const stored = (more: object = {}) => ({
  name: 'attachment.stored',
  args: { attachment: ids.photo, party: ids.katharina, sha256: hash, ...more },
})

test('once the hub has its bytes a file is stored, and told twice is once', () => {
  const tx = memoryTx([held('attachment', attachment())])
  expect(decideIn(tx, stored(), hub)).toEqual({ ok: true })
  const once = [attachment({ state: 'stored', storedAt: NOW })]
  expect(tx.of('attachment')).toEqual(once)
  expect(decideIn(tx, stored(), { ...hub, at: NOW + HOUR })).toEqual({ ok: true })
  expect(tx.of('attachment')).toEqual(once)
})

test('only the hub says that bytes have come, and only of the file they are', () => {
  const no = { ok: false, refusal: { code: 'not-found', field: 'attachment' } }
  const tx = memoryTx([held('attachment', attachment())])
  expect(decideIn(tx, stored(), lena)).toEqual(no)
  expect(decideIn(tx, stored({ sha256: 'cd'.repeat(32) }), hub)).toEqual(no)
  expect(decideIn(tx, stored({ party: ids.bernd }), hub)).toEqual(no)
  expect(decideIn(tx, stored({ attachment: anId(0x99) }), hub)).toEqual(no)
})
