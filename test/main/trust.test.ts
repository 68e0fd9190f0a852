import { expect, test } from 'vitest'
import { mayHave } from '../../src/main/permissions-list.ts'
import { isTrusted } from '../../src/main/trust.ts'

const ours = 'app://bundle'

test('only the top frame of our own page is heard', () => {
  expect(isTrusted({ origin: ours, parent: null }, ours)).toBe(true)
  expect(isTrusted({ origin: ours, parent: {} }, ours)).toBe(false)
  expect(isTrusted({ origin: 'app://bundle.evil', parent: null }, ours)).toBe(false)
  expect(isTrusted({ origin: 'https://example.org', parent: null }, ours)).toBe(false)
  expect(isTrusted(null, ours)).toBe(false)
})

const electron = [
  'accessibility-events',
  'clipboard-read',
  'display-capture',
  'fullscreen',
  'geolocation',
  'hid',
  'idle-detection',
  'keyboardLock',
  'media',
  'mediaKeySystem',
  'midi',
  'midiSysex',
  'notifications',
  'openExternal',
  'pointerLock',
  'serial',
  'speaker-selection',
  'storage-access',
  'top-level-storage-access',
  'usb',
  'window-management',
  'unknown',
  'fileSystem',
  'deprecated-sync-clipboard-read',
]

test.each(electron)('the permission %s is refused to everybody', (permission) => {
  expect(mayHave(permission, ours, ours)).toBe(false)
})

test('copying a sanitised text is allowed to our own page and to no other', () => {
  expect(mayHave('clipboard-sanitized-write', ours, ours)).toBe(true)
  expect(mayHave('clipboard-sanitized-write', 'https://example.org', ours)).toBe(false)
})
