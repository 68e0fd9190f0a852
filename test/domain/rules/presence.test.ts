import { expect, test } from 'vitest'
import { Mode, Presence } from '../../../src/domain/noun/presence.ts'
import { shownPresence } from '../../../src/domain/rules/presence.ts'
import { HOUR, ids, MINUTE, NOW } from '../../support/rows.ts'

const SAID = NOW - HOUR
const SEEN = NOW - MINUTE
const row = (line: Presence['line'], mode: Mode): Presence =>
  Presence.parse({ id: ids.lena, sites: [ids.altona], mode, modeSince: SAID, line, lineSince: SEEN })

test('while the line is up, everybody sees what the agent said, and since when they said it', () => {
  for (const mode of Mode.options) expect(shownPresence(row('up', mode), NOW)).toEqual({ shown: mode, since: SAID })
})

test.for([
  ['lost', 'available', 'vanished', SEEN],
  ['lost', 'busy', 'vanished', SEEN],
  ['lost', 'break', 'vanished', SEEN],
  ['lost', 'wrap-up', 'vanished', SEEN],
  ['lost', 'away', 'vanished', SEEN],
  ['lost', 'working-offline', 'working-offline', SAID],
  ['down', 'available', 'offline', SEEN],
  ['down', 'busy', 'offline', SEEN],
  ['down', 'break', 'offline', SEEN],
  ['down', 'wrap-up', 'offline', SEEN],
  ['down', 'away', 'offline', SEEN],
  ['down', 'working-offline', 'working-offline', SAID],
] as const)('with the line %s, an agent who said %s is shown as %s', ([line, mode, shown, since]) => {
  expect(shownPresence(row(line, mode), NOW)).toEqual({ shown, since })
})

test('an agent of whom nothing was ever known is offline, and nobody says since when', () => {
  expect(shownPresence(null, NOW)).toEqual({ shown: 'offline', since: null })
  expect(shownPresence(undefined, NOW)).toEqual({ shown: 'offline', since: null })
})

test('nothing has been so since a moment that is still to come, whatever another clock said', () => {
  expect(shownPresence(row('up', 'busy'), SAID - MINUTE)).toEqual({ shown: 'busy', since: SAID - MINUTE })
  expect(shownPresence(row('lost', 'busy'), SEEN - 1)).toEqual({ shown: 'vanished', since: SEEN - 1 })
})
