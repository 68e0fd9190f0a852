import { type KindRow, parseRow } from '../../domain/kind.ts'
import { lookupsOf } from '../../domain/lookup.ts'
import type { Outcome } from '../../domain/refusal.ts'
import { parseScope, scopesOf } from '../../domain/scope.ts'
import { type Changes, deviceScope, type Entry, type Outgoing, type Question, type Written } from '../store/store.ts'
import { type Change, isId } from './layer.ts'

const questionName = ({ lookup, key }: Question): string => `${lookup} ${key}`

/** What a changed row means for the indexes: where it stands, what it entered and left. */
export function writtenOf({ before, after }: Change): Written {
  const scopes = scopesOf(after)
  const stood = before ? scopesOf(before) : []
  const answers = lookupsOf(after)
  const names = new Set(answers.map(questionName))
  return {
    row: after,
    scopes,
    entered: scopes.filter((scope) => !stood.includes(scope)),
    left: stood.filter((scope) => !scopes.includes(scope)),
    answers,
    answersNoMore: before ? lookupsOf(before).filter((question) => !names.has(questionName(question))) : [],
  }
}

/** A new answer of ours to a customer must be delivered after the commit, whatever happens to this process. */
export function outgoingOf({ before, after }: Change, at: number): readonly Outgoing[] {
  if (before !== null || after.kind !== 'message') return []
  const { id, party, case: of, author, kind, channel } = after.row
  if (kind !== 'said' || author.kind !== 'agent') return []
  return [{ id, kind: 'deliver', body: { message: id, party, case: of, channel }, dueAt: at }]
}

/** Whether a row may reach the disk: of its noun's own shape, under ids and scopes that can be found again. */
export const sound = (row: KindRow): boolean =>
  isId(row.row.id) && parseRow(row.kind, row.row) !== null && scopesOf(row).every((scope) => parseScope(scope) !== null)

const rowEntry = ({ row, scopes, left }: Written, seq: number): Entry => ({
  kind: row.kind,
  id: row.row.id,
  last: seq,
  ver: seq,
  body: JSON.stringify(row.row),
  pointed: [...scopes, ...left],
  scopes,
})

/** Makes of a commit the entries of its window, so that its own hub need not read back what it has just written. */
export function entriesOf({ rows, told }: Changes, seq: number, outcomeOf: (command: string) => Outcome | undefined): readonly Entry[] {
  const devices = Map.groupBy(told, ({ command }) => command)
  const ends = [...devices].map(([id, to]): Entry => {
    const body = JSON.stringify(outcomeOf(id))
    const pointed = [...new Set(to.map(({ device }) => deviceScope(device)))]
    return { kind: 'result', id, last: seq, ver: seq, body, pointed, scopes: [] }
  })
  return [...rows.map((row) => rowEntry(row, seq)), ...ends]
}
