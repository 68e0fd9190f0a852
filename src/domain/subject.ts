import { CaseId, MessageId } from './id.ts'
import type { KindRow } from './kind.ts'
import { Line } from './value.ts'

/** What a decision was about, by ids alone: the audit outlives the people it tells of, so it names nobody's words. */
export interface Subject {
  readonly case: CaseId | null
  readonly message: MessageId | null
}

type Arguments = Readonly<Record<string, unknown>>

function caseOf({ kind, row }: KindRow): CaseId | null {
  if (kind === 'case') return row.id
  return 'case' in row ? row.case : null
}

const one = <T>(found: readonly T[]): T | null => (new Set(found).size === 1 ? (found[0] ?? null) : null)

/**
 * What a command was about, by the rows it wrote or, refused, those it looked at; else by what its arguments name. A customer's
 * words may join another case than the one they would have opened, so rows come first. One that touched several cases is about
 * the one that it names, else about none: what else there is under the ids that somebody names is not told in that case's history.
 */
export function subjectOf(args: Arguments, rows: readonly KindRow[]): Subject {
  const cases = rows.flatMap((row) => caseOf(row) ?? [])
  const messages = rows.flatMap(({ kind, row }) => (kind === 'message' ? [row.id] : []))
  const named = CaseId.safeParse(args.case).data ?? null
  return {
    case: cases.length === 0 || cases.some((id) => id === named) ? named : one(cases),
    message: messages.length > 0 ? one(messages) : (MessageId.safeParse(args.message).data ?? null),
  }
}

/** Why, where a command says so: its reason, or what shows that a promise was kept. */
export function reasonOf({ reason, evidence }: Arguments): string | null {
  return Line.safeParse(reason ?? evidence).data ?? null
}
