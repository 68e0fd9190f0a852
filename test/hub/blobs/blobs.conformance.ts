import { createHash, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Blobs } from '../../../src/hub/blobs/blobs.ts'

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

async function readAll(blobs: Blobs, sha256: string, [from, to]: readonly [number, number]): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of blobs.read(sha256, from, to)) pieces.push(piece)
  return Buffer.concat(pieces)
}

/** What every keeper of files must do; the one in memory and the one in PostgreSQL run the same. */
export function conforms(open: () => Promise<Blobs>): void {
  const file = randomBytes(1_000)
  const sha256 = hash(file)
  const chunk = (from: number, to: number, more: object = {}) => ({
    sha256,
    offset: from,
    length: file.byteLength,
    bytes: file.subarray(from, to),
    at: 1_000,
    ...more,
  })

  test('a file that comes in pieces is whole with the last of them, and is read back as it was', async () => {
    const blobs = await open()
    expect(await blobs.held(sha256)).toBe(null)
    expect(await blobs.append(chunk(0, 400))).toEqual({ kind: 'taken', held: { received: 400, length: 1_000, whole: false } })
    expect(await blobs.held(sha256)).toEqual({ received: 400, length: 1_000, whole: false })
    expect(await readAll(blobs, sha256, [0, 400])).toHaveLength(0)
    expect(await blobs.append(chunk(400, 1_000))).toEqual({ kind: 'taken', held: { received: 1_000, length: 1_000, whole: true } })
    expect((await readAll(blobs, sha256, [0, 1_000])).equals(file)).toBe(true)
  })

  test('a piece sent again, or out of its place, changes nothing and says where to go on', async () => {
    const blobs = await open()
    await blobs.append(chunk(0, 400))
    const there = { kind: 'elsewhere', held: { received: 400, length: 1_000, whole: false } }
    expect(await blobs.append(chunk(0, 400))).toEqual(there)
    expect(await blobs.append(chunk(600, 1_000))).toEqual(there)
    await blobs.append(chunk(400, 1_000))
    const whole = { kind: 'elsewhere', held: { received: 1_000, length: 1_000, whole: true } }
    expect(await blobs.append(chunk(400, 1_000))).toEqual(whole)
    expect(await blobs.append(chunk(0, 1_000, { length: 7 }))).toEqual(whole)
  })

  test('two who send the same file at once end with one whole file', async () => {
    const blobs = await open()
    const both = await Promise.all([blobs.append(chunk(0, 500)), blobs.append(chunk(0, 500))])
    expect(both.map(({ kind }) => kind).sort()).toEqual(['elsewhere', 'taken'])
    await Promise.all([blobs.append(chunk(500, 1_000)), blobs.append(chunk(500, 1_000))])
    expect((await readAll(blobs, sha256, [0, 1_000])).equals(file)).toBe(true)
  })

  test('bytes that are not what their hash names are forgotten, and the right ones can still come', async () => {
    const blobs = await open()
    await blobs.append(chunk(0, 400))
    expect(await blobs.append(chunk(400, 1_000, { bytes: randomBytes(600) }))).toEqual({ kind: 'wrong' })
    expect(await blobs.held(sha256)).toBe(null)
    expect(await blobs.append(chunk(0, 1_000))).toMatchObject({ kind: 'taken', held: { whole: true } })
  })

  test('who named a wrong length keeps nobody from sending the file: it begins anew', async () => {
    const blobs = await open()
    await blobs.append(chunk(0, 10, { length: 77 }))
    expect(await blobs.append(chunk(10, 1_000))).toMatchObject({ kind: 'elsewhere', held: { received: 10, length: 77 } })
    expect(await blobs.append(chunk(0, 400))).toMatchObject({ kind: 'taken', held: { received: 400, length: 1_000 } })
    expect(await blobs.append(chunk(400, 1_000))).toMatchObject({ held: { whole: true } })
    expect((await readAll(blobs, sha256, [0, 1_000])).equals(file)).toBe(true)
  })

  test('any stretch of a file is read as it was, however it came', async () => {
    const cut = fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(cut, fc.nat(1_000), fc.nat(1_000), async (cuts, a, b) => {
        const blobs = await open()
        const ends = [0, ...cuts.toSorted((one, other) => one - other), 1_000]
        for (const [place, end] of ends.slice(1).entries()) await blobs.append(chunk(ends[place] ?? 0, end))
        const [from, to] = [Math.min(a, b), Math.max(a, b)]
        expect((await readAll(blobs, sha256, [from, to])).equals(file.subarray(from, to))).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  test('what was begun long ago and never became whole is forgotten; what is whole stays', async () => {
    const blobs = await open()
    const other = randomBytes(10)
    await blobs.append(chunk(0, 1_000))
    await blobs.append({ sha256: hash(other), offset: 0, length: 10, bytes: other.subarray(0, 4), at: 2_000 })
    await blobs.forget(2_000)
    expect(await blobs.held(hash(other))).toMatchObject({ received: 4 })
    await blobs.forget(2_001)
    expect(await blobs.held(hash(other))).toBe(null)
    expect(await blobs.held(sha256)).toMatchObject({ whole: true })
    expect(await blobs.append({ sha256: hash(other), offset: 0, length: 10, bytes: other, at: 3_000 })).toMatchObject({
      held: { whole: true },
    })
  })

  test('files are kept apart by their hash', async () => {
    const blobs = await open()
    const other = randomBytes(10)
    await blobs.append(chunk(0, 1_000))
    await blobs.append({ sha256: hash(other), offset: 0, length: 10, bytes: other, at: 1_000 })
    expect((await readAll(blobs, hash(other), [0, 10])).equals(other)).toBe(true)
    expect(await readAll(blobs, hash(randomBytes(3)), [0, 10])).toHaveLength(0)
  })
}
