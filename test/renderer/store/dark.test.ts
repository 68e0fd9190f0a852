import { expect, test } from 'vitest'
import { darkAfter } from '../../../src/renderer/store/dark-after.ts'

const line = (state: 'live' | 'offline' | 'connecting' | 'catching-up', seenAt: number | null = null) => ({
  state,
  since: 100,
  seenAt,
  reason: null,
})

test('a lost line is dark from when this device last knew everything', () => {
  expect(darkAfter(null, line('offline', 90), 120)).toEqual({ from: 90, to: null })
})

test('trying again does not begin a new stretch, and catching up does not end it', () => {
  const dark = { from: 90, to: null }
  expect(darkAfter(dark, line('connecting', 95), 130)).toBe(dark)
  expect(darkAfter(dark, line('catching-up'), 140)).toBe(dark)
})

test('a live line ends it, and later news of a live line leaves it be', () => {
  const ended = darkAfter({ from: 90, to: null }, line('live'), 150)
  expect(ended).toEqual({ from: 90, to: 150 })
  expect(darkAfter(ended, line('live'), 200)).toBe(ended)
})
