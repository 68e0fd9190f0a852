import { expect, test } from 'vitest'
import { shownAs } from '../../src/main/shown-as.ts'

const bytes = (...begin: readonly number[]): Uint8Array => Uint8Array.from([...begin, ...new Array<number>(20).fill(0)])

test('a file is shown as a picture only where its bytes are one; a page that calls itself a picture is not opened', () => {
  expect(shownAs(bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).toBe('image/png')
  expect(shownAs(bytes(0xff, 0xd8, 0xff, 0xe0))).toBe('image/jpeg')
  expect(shownAs(new TextEncoder().encode('RIFF1234WEBPVP8 '))).toBe('image/webp')
  expect(shownAs(new TextEncoder().encode('GIF89a'))).toBe('image/gif')
  for (const text of ['<svg onload="x"/>', '<!doctype html>', '%PDF-1.7', 'RIFF1234AVI ', '']) {
    expect(shownAs(new TextEncoder().encode(text))).toBe('application/octet-stream')
  }
})
