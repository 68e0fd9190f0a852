import { expect, test } from 'vitest'
import { Credit, type InFlight } from '../../../src/hub/feed/credit.ts'
import { Desk } from '../../../src/hub/feed/desk.ts'
import { ScopeIndex } from '../../../src/hub/feed/scope-index.ts'
import { anId } from '../../support/rows.ts'

const frame = (bytes: number, sentAt = 0, undo = () => {}): InFlight => ({ to: 1, bytes, sentAt, undo })

test('no more goes out than the credit, but one frame always may', () => {
  const credit = new Credit(100)
  expect(credit.takes(500)).toBe(true)
  credit.send(frame(80))
  expect([credit.takes(20), credit.takes(21)]).toEqual([true, false])
})

test('while a good part of the credit is under way there is no room for a frame worth sending', () => {
  const credit = new Credit(100)
  const first = frame(90)
  credit.send(first)
  expect(credit.room()).toBe(0)
  credit.land(first, 10)
  expect(credit.room()).toBe(100)
})

test('frames grow on a fast line and shrink on a slow one, from 16 KiB up to 256', () => {
  const credit = new Credit(1_000_000)
  const sizes = [credit.room()]
  for (let n = 0; n < 6; n++) {
    const fast = frame(credit.room())
    credit.send(fast)
    credit.land(fast, 10)
    sizes.push(credit.room())
  }
  const slow = frame(credit.room())
  credit.send(slow)
  credit.land(slow, 1_500)
  sizes.push(credit.room())
  expect(sizes.map((size) => size / 1_024)).toEqual([16, 32, 64, 128, 256, 256, 256, 128])
})

test('on a line that is slow at any size no more than two of the smallest frames are under way', () => {
  const credit = new Credit(1_000_000)
  for (let n = 0; n < 3; n++) {
    const slow = frame(credit.room())
    credit.send(slow)
    credit.land(slow, 2_000)
  }
  credit.send(frame(credit.room()))
  credit.send(frame(credit.room()))
  expect([credit.bytes, credit.room()]).toEqual([32 * 1_024, 0])
})

test('a frame is read as large as it will be small on its way, by how the last ones packed', () => {
  const credit = new Credit(1_000_000)
  expect(credit.text()).toBe(32 * 1_024)
  for (let n = 0; n < 12; n++) credit.packed(100_000, 20_000)
  expect(credit.text()).toBeCloseTo(5 * 16 * 1_024, -2)
  for (let n = 0; n < 12; n++) credit.packed(100_000, 1)
  expect(credit.text()).toBeLessThanOrEqual(8 * 16 * 1_024)
  credit.packed(100, 100)
  expect(credit.text()).toBeGreaterThan(7 * 16 * 1_024)
})

test('a retreat takes back everything under way, newest first, and late answers to it say nothing', () => {
  const credit = new Credit(100)
  const undone: number[] = []
  const frames = [1, 2, 3].map((n) => frame(10, 0, () => undone.push(n)))
  for (const one of frames) credit.send(one)
  credit.retreat()
  expect(undone).toEqual([3, 2, 1])
  expect(frames.some((one) => credit.flies(one))).toBe(false)
  expect(credit.bytes).toBe(0)
})

test('frames grow as well where what travels is a fifth of the text it holds', () => {
  const credit = new Credit(1_000_000)
  const sizes = Array.from({ length: 4 }, () => {
    const packed = frame(Math.floor(credit.room() / 5))
    credit.send(packed)
    credit.land(packed, 10)
    return credit.room() / 1_024
  })
  expect(sizes).toEqual([32, 64, 128, 256])
})

test('beside a frame under way less is read than there is room for, so that what is read also goes', () => {
  const credit = new Credit(64 * 1_024)
  const free = credit.text()
  credit.send(frame(16 * 1_024))
  expect([free, credit.text()]).toEqual([32 * 1_024, 24 * 1_024])
})

test('how far ahead is looked for a frame follows what frames have room for', () => {
  const session = { agent: anId(1) as never, device: anId(2) as never, send: () => {}, expelled: () => {}, begin: () => {} }
  const from = { epoch: null, cursor: 0, kinds: [], thrift: false }
  const desk = new Desk({ session, from, welcomed: 'e', credit: 1_000, index: new ScopeIndex() })
  const after = (times: number, how: 'too-far' | 'too-near'): number => {
    for (let n = 0; n < times; n++) desk.looked(how)
    return desk.looks
  }
  expect([desk.looks, after(1, 'too-far'), after(2, 'too-near'), after(50, 'too-near')]).toEqual([2_000, 1_500, 6_000, 20_000])
  expect(after(50, 'too-far')).toBe(500)
})
