import { createHash } from 'node:crypto'
import type { Envelope } from '../../domain/command.ts'

type Json = Envelope['args'][string]

/** The same value is the same text, in whatever order its keys came. */
function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key] ?? null)}`).join(',')}}`
}

/** What a command says, as a fingerprint: a repetition says the same, a reused number does not. */
export const hashOf = ({ name, version, args, after }: Envelope): string =>
  createHash('sha256').update(canonical({ name, version, args, after })).digest('hex')
