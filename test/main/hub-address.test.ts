import { expect, test } from 'vitest'
import { hubOrigin } from '../../src/main/hub-address.ts'

test('a hub is reached by https, and by plain http on this machine only', () => {
  expect(hubOrigin('https://hub.example.org/path?x=1')).toBe('https://hub.example.org')
  expect(hubOrigin('http://127.0.0.1:4070/')).toBe('http://127.0.0.1:4070')
  expect(hubOrigin('http://localhost:4070')).toBe('http://localhost:4070')
  expect(hubOrigin('http://[::1]:4070')).toBe('http://[::1]:4070')
})

test.each([
  'http://hub.example.org',
  'http://127.0.0.1.example.org',
  'ftp://localhost',
  'hub.example.org',
  '',
  'https://me:secret@hub.example.org',
  'http://localhost@evil.example/',
])('no hub is at %s', (text) => {
  expect(hubOrigin(text)).toBeNull()
})
