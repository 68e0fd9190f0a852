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

/** What a command says, as a fingerprint: a repetition says the same, a reused number does not. And how long it is. */
export function fingerprint({ name, version, args, after }: Envelope): { readonly hash: string; readonly size: number } {
  const text = canonical({ name, version, args, after })
  return { hash: createHash('sha256').update(text).digest('hex'), size: text.length }
}
