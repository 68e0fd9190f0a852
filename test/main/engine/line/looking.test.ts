import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CaseId, PartyId } from '../../../../src/domain/id.ts'
import { wallClock } from '../../../../src/main/engine/clock.ts'
import { Looking } from '../../../../src/main/engine/line/looking.ts'

const party = PartyId.parse('01900000-0000-7000-8000-000000000001')
const a = CaseId.parse('01900000-0000-7000-8000-00000000000a')
const b = CaseId.parse('01900000-0000-7000-8000-00000000000b')
const look = (id: typeof a | null) => ({ case: id, party: id && party, writing: false })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function opened() {
  const told: (string | null)[] = []
  const looking = new Looking(wallClock, (one) => void told.push(one.case))
  return { told, looking }
}

test('leafing through a queue tells only where one stays, and that again while it lasts', () => {
  const { told, looking } = opened()
  for (const id of [a, null, b, null, a, null, b]) {
    looking.at(look(id))
    vi.advanceTimersByTime(100)
  }
  expect(told).toEqual([])
  vi.advanceTimersByTime(400)
  expect(told).toEqual([b])
  vi.advanceTimersByTime(30_000)
  expect(told).toEqual([b, b, b])
})

test('looking away is told once; a hub that comes back is told at once of who still looks, and of nobody else', () => {
  const { told, looking } = opened()
  looking.online()
  vi.advanceTimersByTime(1_000)
  expect(told).toEqual([])
  looking.at(look(a))
  vi.advanceTimersByTime(1_000)
  looking.online()
  vi.advanceTimersByTime(0)
  expect(told).toEqual([a, a])
  looking.at(look(null))
  vi.advanceTimersByTime(60_000)
  expect(told).toEqual([a, a, null])
  looking.online()
  vi.advanceTimersByTime(60_000)
  expect(told).toEqual([a, a, null])
})
