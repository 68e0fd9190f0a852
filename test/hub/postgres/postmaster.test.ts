import { expect, test } from 'vitest'
import { explain } from '../../../src/hub/postgres/postmaster.ts'
import { parsePostmasterPid } from '../../../src/hub/postgres/postmaster-pid.ts'

test('a server is ready only when it says so, and a note cut short is no note', () => {
  const note = '4711\n/data\n1795328100\n5432\n/tmp/s\n\n  5432001    131072\nready   \n'
  expect(parsePostmasterPid(note)).toEqual({ pid: 4711, port: 5432, socketFolder: '/tmp/s', ready: true })
  expect(parsePostmasterPid(note.replace('ready   ', 'starting'))?.ready).toBe(false)
  expect(parsePostmasterPid('4711\n/da')).toBeNull()
  expect(parsePostmasterPid('')).toBeNull()
})

test('what a dead server left behind is waited for, any other trouble is told in its own words', () => {
  const line = '2026-11-22 06:47:09 UTC [9] FATAL:  '
  expect(explain(`${line}pre-existing shared memory block (key 1, ID 2) is still in use\n`)).toEqual({
    kind: 'blocked',
    reason: 'FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use',
  })
  expect(explain(`x\n${line}could not map anonymous shared memory\n`)).toEqual({
    kind: 'failed',
    reason: 'FATAL:  could not map anonymous shared memory',
  })
})
