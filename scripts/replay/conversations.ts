import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** One stored conversation, as its customer's side of a chat. */
export interface Conversation {
  /** The same on every run, so that whatever is sent again is the same message. */
  readonly key: string
  readonly texts: readonly string[]
}

interface Source {
  readonly file: string
  readonly of: 'complaints' | 'dialogues'
  readonly read: (row: Record<string, unknown>) => { readonly id: unknown; readonly texts: readonly unknown[] }
}

const list = (value: unknown): readonly Record<string, unknown>[] => (Array.isArray(value) ? value : [])

const turns = (row: Record<string, unknown>) => ({ id: row.id, texts: list(row.customer_turns).map(({ text }) => text) })

const sources: readonly Source[] = [
  { file: 'complaints/nhtsa_complaints.jsonl', of: 'complaints', read: (row) => ({ id: row.odi, texts: [row.narrative] }) },
  { file: 'complaints/cfpb_finance_complaints.jsonl', of: 'complaints', read: (row) => ({ id: row.id, texts: [row.narrative] }) },
  { file: 'dialogues/multidogo_insurance.jsonl', of: 'dialogues', read: turns },
  { file: 'dialogues/multidogo_finance.jsonl', of: 'dialogues', read: turns },
  {
    file: 'dialogues/sgd_rentalcars.jsonl',
    of: 'dialogues',
    read: (row) => ({ id: row.id, texts: list(row.turns).flatMap(({ role, text }) => (role === 'customer' ? [text] : [])) }),
  },
]

/** The hub takes 8,000 characters at most (`Words` in domain); what is longer is cut with a sign that it was. */
const LONGEST = 7_900

function clean(text: unknown): string[] {
  if (typeof text !== 'string') return []
  const trimmed = text.trim()
  return trimmed === '' ? [] : [trimmed.length > LONGEST ? `${trimmed.slice(0, LONGEST)}…` : trimmed]
}

interface Read {
  readonly conversations: readonly Conversation[]
  /** Lines that are no JSON or hold nothing that was said. */
  readonly unreadable: number
}

/** Reads lines of one file. The line's own number stands in where a row has no id, or shares one with a row before. */
export function readLines(text: string, { file, read }: Pick<Source, 'file' | 'read'>): Read {
  const keys = new Set<string>()
  const conversations: Conversation[] = []
  let unreadable = 0
  for (const [place, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    try {
      const { id, texts } = read(JSON.parse(line))
      const said = texts.flatMap(clean)
      if (said.length === 0) throw new Error('nothing was said')
      const named = `${file} ${typeof id === 'string' || typeof id === 'number' ? id : ''}`
      const key = keys.has(named) || named.endsWith(' ') ? `${named}#${place + 1}` : named
      keys.add(key)
      conversations.push({ key, texts: said })
    } catch {
      unreadable += 1
    }
  }
  return { conversations, unreadable }
}

const missing = (folder: string): string =>
  [`${folder} does not hold the data of a replay. Expected there, one or more of:`, ...sources.map(({ file }) => `  ${file}`)].join('\n')

function readFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Everything stored in a folder, or a sentence that says why it cannot be read and what was expected. */
export function readFolder(folder: string, only: Source['of'] | null): Read | string {
  try {
    if (!statSync(folder).isDirectory()) return `${folder} is no folder.\n${missing(folder)}`
    const found = sources
      .filter(({ of }) => only === null || of === only)
      .flatMap((source) => {
        const text = readFile(join(folder, source.file))
        return text === null ? [] : [readLines(text, source)]
      })
    if (found.length === 0) return missing(folder)
    return { conversations: found.flatMap((each) => each.conversations), unreadable: found.reduce((sum, each) => sum + each.unreadable, 0) }
  } catch (error) {
    return `${folder} cannot be read: ${error instanceof Error ? error.message : error}\n${missing(folder)}`
  }
}

/** The id of a message, made of where its words come from (a UUID of version 8, RFC 9562). */
export function messageId(key: string, turn: number): string {
  const hex = createHash('sha256').update(`forecourt replay ${key} ${turn}`).digest('hex')
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}
