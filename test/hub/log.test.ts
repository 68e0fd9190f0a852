import { expect, test } from 'vitest'
import { type LogFields, type LogLevel, openLog } from '../../src/hub/log.ts'

const said = (level: LogLevel, speak: (log: ReturnType<typeof openLog>) => void): unknown[] => {
  const lines: string[] = []
  speak(openLog({ level, now: () => Date.UTC(2026, 10, 22, 9), write: (line) => lines.push(line) }))
  return lines.map((line) => JSON.parse(line))
}

test('a line is one object with its time, level, event and fields', () => {
  const agent = '01936d5c-0000-7000-8000-000000000001'
  expect(said('info', (log) => log.info('case.claimed', { agent, ms: 12.5 }))).toEqual([
    { at: '2026-11-22T09:00:00.000Z', level: 'info', event: 'case.claimed', ms: 12.5, agent },
  ])
})

test('a level lets through itself and what is graver', () => {
  const events = (level: LogLevel) =>
    said(level, (log) => {
      log.error('a.one')
      log.info('a.two')
      log.debug('a.three')
    }).length
  expect([events('silent'), events('error'), events('info'), events('debug')]).toEqual([0, 1, 2, 3])
})

test('nothing personal gets into a log, even past the types', () => {
  const forced = {
    code: 'ann@example.com',
    command: 'Ann Berg wrote',
    channel: '+46701234567',
    agent: 'Ann',
    party: '0701234567',
    ms: Number.NaN,
    text: 'my car will not start',
    email: 'ann@example.com',
  } as unknown as LogFields // a driver's or a caller's mistake, which the types alone would not stop

  const withheld = 'withheld'
  expect(said('info', (log) => log.info('a.b', forced))).toEqual([
    {
      at: '2026-11-22T09:00:00.000Z',
      level: 'info',
      event: 'a.b',
      ms: withheld,
      code: withheld,
      command: withheld,
      channel: withheld,
      agent: withheld,
      party: withheld,
    },
  ])
})
