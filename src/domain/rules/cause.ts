import type { Row } from '../kind.ts'
import type { Phrase } from '../touchpoints/kind.ts'
import { addMonths, DAY_MS } from './calendar.ts'
import { customerWords, sameCar } from './complaint-words.ts'
import { topicsOf } from './topic.ts'
import { isWork, workTopics } from './work.ts'

/** A touchpoint a case is likely about, with the reason in words, so that an agent can judge it. */
export interface Cause {
  readonly touchpoint: Row<'touchpoint'>
  readonly reason: Phrase
  readonly values: Readonly<Record<string, string>>
}

interface Rows {
  readonly case: Row<'case'>
  readonly messages: readonly Row<'message'>[]
  readonly touchpoints: readonly Row<'touchpoint'>[]
}

const MOST = 3
const MONTHS = 24
const RECENT_MS = 30 * DAY_MS

const named = /*i18n*/ { id: 'cause.named', message: 'The customer says “{said}”, and this was about the same' }
const recent = /*i18n*/ { id: 'cause.recent', message: 'The last work on the car before this case' }

/** The work a case is likely about, the newest first, at most three: what its words name, else the last work just before it. */
export function likelyCauses({ case: header, messages, touchpoints }: Rows): readonly Cause[] {
  const topics = topicsOf(customerWords(header, messages))
  const earliest = addMonths(header.openedAt, -MONTHS)
  const work = touchpoints
    .filter((row) => isWork(row) && row.at >= earliest && row.at <= header.openedAt && sameCar(header, row.vehicle))
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
  const causes = work.flatMap((touchpoint): Cause[] => {
    const topic = [...workTopics(touchpoint)].find((name) => topics.has(name))
    return topic === undefined ? [] : [{ touchpoint, reason: named, values: { said: topics.get(topic) ?? topic } }]
  })
  if (causes.length > 0) return causes.slice(0, MOST)
  const last = work[0]
  const blamed = header.kind === 'complaint' && last !== undefined && header.openedAt - last.at <= RECENT_MS
  return blamed ? [{ touchpoint: last, reason: recent, values: {} }] : []
}
