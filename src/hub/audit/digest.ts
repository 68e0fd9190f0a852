import { createHash } from 'node:crypto'
import type { StoredEntry } from './stored.ts'

/** Each value with its length before it, so that no two lists of values are the same text. */
const field = (value: string | null): string => (value === null ? '-,' : `${Buffer.byteLength(value)}:${value},`)

const list = (values: readonly (string | null)[] | null): string =>
  values === null ? '-,' : `${values.length};${values.map(field).join('')}`

const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

type Digested = Omit<StoredEntry, 'seq' | 'digest'>

/** What an entry says, as a fingerprint. Its number is bound by the link of that number. */
export function entryDigest(group: string, entry: Digested): string {
  const { command, at, place, actor, name, roots, code, message, why } = entry
  const before = ['forecourt.audit.1', group, command, at, place, actor, name].map(field).join('')
  const after = [code, entry.case, message, why].map(field).join('')
  return sha256(before + list(roots) + after).toString('hex')
}

/** All entries of one number, in their order. */
export const bound = (digests: readonly string[]): string => sha256(Buffer.from(digests.join(''), 'hex')).toString('hex')

/** What stands before the first number. It says how far the links were made afterwards, so that nobody can say otherwise later. */
export const firstLink = (group: string, linkedAfter: string): string =>
  sha256(['forecourt.audit.1', group, linkedAfter].map(field).join('')).toString('hex')

interface Step {
  readonly before: string
  readonly seq: string
  readonly epoch: string
  readonly bound: string
}

/** The link of a number; the statement `save` makes the same. */
export function nextLink({ before, seq, epoch, bound: entries }: Step): string {
  const number = Buffer.alloc(8)
  number.writeBigInt64BE(BigInt(seq))
  return sha256(Buffer.from(before, 'hex'), number, Buffer.from(epoch.replaceAll('-', ''), 'hex'), Buffer.from(entries, 'hex')).toString(
    'hex',
  )
}

/** Stands in the audit for a reason's words: with its salt gone too, nobody can try words out on it. */
export const reasonMark = (salt: string, words: string): string => sha256(Buffer.from(salt, 'hex'), words).toString('hex')
