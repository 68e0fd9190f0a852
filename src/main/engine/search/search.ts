import type { Hit } from '../../../domain/contract/bridge.ts'
import type { Row } from '../../../domain/kind.ts'
import type { Store } from '../store/store.ts'

/** The isolates that stand around a match: they cannot be mistaken for anybody's words. */
const OPEN = '\u2068'
const CLOSE = '\u2069'

/** Each word quoted, so that nothing typed is read as a search language; the last may go on. Null: there is no word. */
export function matchOf(text: string): string | null {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  if (words.length === 0) return null
  return words.map((word, place) => `"${word}"${place === words.length - 1 ? '*' : ''}`).join(' ')
}

interface Found {
  readonly body: string
  readonly snippet: string
}

const sql = (kind: string, column: number): string =>
  `SELECT body, snippet(${kind}_fts, ${column}, '${OPEN}', '${CLOSE}', '…', 16) AS snippet
   FROM ${kind}_fts JOIN row_${kind} ON row_${kind}.n = ${kind}_fts.rowid
   WHERE ${kind}_fts MATCH ? ORDER BY ${kind}_fts.rowid DESC LIMIT ?`

const MESSAGES = sql('message', 0)
const CASES = sql('case', -1)
const PARTIES = sql('party', 0)

const titleOf = (header: Pick<Row<'case'>, 'subject' | 'customerName'> | null): string =>
  header ? [header.customerName, header.subject].filter((part) => part !== null).join(' · ') : ''

// Bodies were parsed by their noun's schema before they were stored.
const caseOf = (store: Store, id: string): Row<'case'> | null => {
  const found = store.get<{ body: string }>('SELECT body FROM row_case WHERE id = ?', id)
  return found ? (JSON.parse(found.body) as Row<'case'>) : null
}

function messageHit(store: Store, { body, snippet }: Found): Hit {
  const { case: id, party, at } = JSON.parse(body) as Row<'message'>
  return { kind: 'message', case: id, party, title: titleOf(caseOf(store, id)), snippet, at }
}

function caseHit({ body, snippet }: Found): Hit {
  const header = JSON.parse(body) as Row<'case'>
  return { kind: 'case', case: header.id, party: header.party, title: titleOf(header), snippet, at: header.changedAt }
}

function partyHit({ body, snippet }: Found): Hit {
  const { id, name, firstSeenAt } = JSON.parse(body) as Row<'party'>
  return { kind: 'party', case: null, party: id, title: name ?? '', snippet, at: firstSeenAt }
}

/** Finds people, then cases, then what was said, the newest first; never more than asked for. */
export function search(store: Store, text: string, limit: number): readonly Hit[] {
  const match = matchOf(text)
  if (match === null) return []
  const parties = store.all<Found>(PARTIES, match, Math.ceil(limit / 4)).map(partyHit)
  const cases = store.all<Found>(CASES, match, Math.ceil(limit / 3)).map(caseHit)
  const messages = store.all<Found>(MESSAGES, match, limit).map((found) => messageHit(store, found))
  return [...parties, ...cases, ...messages].slice(0, limit)
}
