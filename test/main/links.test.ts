import { expect, test } from 'vitest'
import { deepLink, safeLink } from '../../src/main/links.ts'

const shut = [
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'smb://host/share',
  'ms-msdt:/id',
  'search-ms:query=x',
  'vbscript:x',
  'forecourt://case/1',
  'app://bundle/',
  'http://example.org',
  'ftp://example.org',
  'blob:https://example.org/1',
  'about:blank',
  'chrome://gpu',
  'https://user:secret@example.org',
  ' notalink',
  '',
  'https://',
  `https://example.org/${'x'.repeat(2_000)}`,
  'ssh://host',
  'ws://host',
  'view-source:https://a.b',
]

test.each(shut)('a link of no allowed kind stays shut: %s', (link) => {
  expect(safeLink(link)).toBeNull()
})

test('web, mail and telephone links may leave, rebuilt from what they parse to', () => {
  expect(safeLink('HTTPS://Example.org/a b')).toBe('https://example.org/a%20b')
  expect(safeLink('mailto:a@example.org')).toBe('mailto:a@example.org')
  expect(safeLink('tel:+4940123')).toBe('tel:+4940123')
})

test('a host written with look-alike letters leaves in its plain form', () => {
  expect(safeLink('https://аpple.com/')).toBe('https://xn--pple-43d.com/')
})

test('a deep link names a case by its id and nothing else', () => {
  const id = '01932b00-0000-7000-8000-000000000001'
  expect(deepLink(`forecourt://case/${id}`)).toBe(id)
  for (const other of [
    `forecourt://case/${id}?token=1`,
    `forecourt://case/${id}/../x`,
    'forecourt://case/C-1',
    `forecourt://run/${id}`,
    '--inspect',
    `FORECOURT://case/${id}`,
  ])
    expect(deepLink(other)).toBeNull()
})
