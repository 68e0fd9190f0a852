import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Which visitor said which conversation, so that a replay taken up again goes on as the same visitors. */
export interface Tokens {
  readonly get: (key: string) => string | null
  readonly keep: (key: string, token: string) => void
}

function readKept(file: string): Map<string, string> {
  const kept = new Map<string, string>()
  try {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const [key, token] = line.split('\t')
      if (key && token) kept.set(key, token)
    }
  } catch {
    // The first replay on this machine, or a file nobody can read: everybody is a new visitor.
  }
  return kept
}

/** Opens the list; a line is added at once, so that a kill loses none. */
export function openTokens(file: string): Tokens {
  const kept = readKept(file)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  return {
    get: (key) => kept.get(key) ?? null,
    keep(key, token) {
      if (kept.has(key)) return
      kept.set(key, token)
      appendFileSync(file, `${key}\t${token}\n`, { mode: 0o600 })
    },
  }
}
