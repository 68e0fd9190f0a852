import { expect, test } from 'vitest'
import { openBucket, openBuckets } from '../../../src/hub/auth/bucket.ts'
import { openThrottle } from '../../../src/hub/auth/throttle.ts'

function clock() {
  let time = 1_000_000
  return {
    now: () => time,
    turn: (ms: number) => {
      time += ms
    },
  }
}

test('some failures are free, then each doubles the wait up to its limit', () => {
  const { now, turn } = clock()
  const throttle = openThrottle({ now, free: 3, most: 8_000 })
  const waits = Array.from({ length: 8 }, () => {
    throttle.failed('lena')
    const wait = throttle.wait('lena')
    turn(wait)
    return wait
  })
  expect(waits).toEqual([0, 0, 0, 1_000, 2_000, 4_000, 8_000, 8_000])
})

test('failures of one say nothing of another, and are forgotten with success or in an hour', () => {
  const { now, turn } = clock()
  const throttle = openThrottle({ now, free: 0, most: 10_000 })
  throttle.failed('lena')
  expect([throttle.wait('lena'), throttle.wait('jonas')]).toEqual([1_000, 0])
  throttle.passed('lena')
  expect(throttle.wait('lena')).toBe(0)
  for (let i = 0; i < 5; i++) throttle.failed('jonas')
  turn(3_700_000)
  throttle.failed('jonas')
  expect(throttle.wait('jonas')).toBe(1_000)
})

test('however many strangers guess, the memory for them is bounded and the newest are remembered', () => {
  const throttle = openThrottle({ now: () => 1, free: 0, most: 10_000 })
  for (let i = 0; i < 25_000; i++) throttle.failed(`stranger ${i}`)
  expect([throttle.wait('stranger 0'), throttle.wait('stranger 24999')]).toEqual([0, 1_000])
})

test('a bucket gives what it has in hand, then its rate', () => {
  const { now, turn } = clock()
  const bucket = openBucket({ perSecond: 2, burst: 3 }, now)
  expect(Array.from({ length: 5 }, bucket.take)).toEqual([true, true, true, false, false])
  expect(bucket.wait()).toBe(1)
  turn(1_000)
  expect(Array.from({ length: 3 }, bucket.take)).toEqual([true, true, false])
})

test('a clock set back takes nothing from a bucket and gives nothing', () => {
  const { now, turn } = clock()
  const bucket = openBucket({ perSecond: 1, burst: 2 }, now)
  bucket.take()
  turn(-3_600_000)
  expect([bucket.take(), bucket.take()]).toEqual([true, false])
})

test('each address has a bucket of its own', () => {
  const buckets = openBuckets({ perSecond: 1, burst: 1 }, () => 0)
  expect([buckets.of('a').take(), buckets.of('a').take(), buckets.of('b').take()]).toEqual([true, false, true])
})
