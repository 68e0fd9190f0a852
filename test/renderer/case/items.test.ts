import { expect, test } from 'vitest'
import type { ThreadMessage } from '../../../src/domain/contract/query.ts'
import { itemsOf } from '../../../src/renderer/case/thread/items.ts'
import { anId, DAY, ids, MINUTE, message, NOW, whisper } from '../../support/rows.ts'

let made = 0x900

const said = (who: 'them' | 'lena' | 'jonas' | 'note', at: number): ThreadMessage => {
  made += 1
  const author =
    who === 'them'
      ? { kind: 'customer', party: ids.katharina }
      : { kind: 'agent', agent: who === 'jonas' ? ids.jonas : ids.lena, name: who }
  return { message: message({ id: anId(made), number: made, author, kind: who === 'note' ? 'note' : 'said', at }), fate: null }
}

const read = (
  messages: readonly ThreadMessage[],
  dark: { from: number; to: number | null } | null = null,
  whispers: readonly number[] = [],
) =>
  itemsOf({
    messages,
    whispers: whispers.map((after) => whisper({ id: anId(0x600 + after), after })),
    me: ids.lena,
    dark,
    dayOf: (at) => Math.floor(at / DAY),
  }).map((item) => (item.of === 'message' ? (item.joined ? 'joined' : 'message') : item.of === 'dark' ? `dark ${item.over}` : item.of))

test('a whisper stands after the message it was said after; one of a part not shown is not shown either', () => {
  const thread = [said('them', NOW), said('lena', NOW + MINUTE), said('them', NOW + 2 * MINUTE)]
  const first = thread[0]?.message.number ?? 0
  expect(read(thread, null, [first - 2, first - 1, first + 1, first + 2])).toEqual([
    ...['whisper', 'day', 'message', 'message', 'whisper', 'message', 'whisper'],
  ])
})

test('each day begins with its divider', () => {
  expect(read([said('them', NOW - DAY), said('them', NOW)])).toEqual(['day', 'message', 'day', 'message'])
})

test('what one voice says within five minutes stands together; a note never joins', () => {
  const thread = [
    said('them', NOW),
    said('them', NOW + MINUTE),
    said('lena', NOW + 2 * MINUTE),
    said('note', NOW + 3 * MINUTE),
    said('them', NOW + 20 * MINUTE),
  ]
  expect(read(thread)).toEqual(['day', 'message', 'joined', 'message', 'message', 'message'])
})

test('back on line, the first word of somebody else from the dark stretch is marked, once', () => {
  const dark = { from: NOW, to: NOW + 10 * MINUTE }
  const thread = [said('them', NOW - MINUTE), said('lena', NOW + MINUTE), said('them', NOW + 2 * MINUTE), said('jonas', NOW + 3 * MINUTE)]
  expect(read(thread, dark)).toEqual(['day', 'message', 'message', 'dark true', 'message', 'message'])
})

test('while off line the mark stands before the first of our own words on this device', () => {
  const thread = [said('them', NOW - MINUTE), said('lena', NOW + MINUTE)]
  expect(read(thread, { from: NOW, to: null })).toEqual(['day', 'message', 'dark false', 'message'])
})

test('what came after the line was back is not marked as missed', () => {
  expect(read([said('them', NOW + 30 * MINUTE)], { from: NOW, to: NOW + 10 * MINUTE })).toEqual(['day', 'message'])
})
