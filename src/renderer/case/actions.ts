import { type AgentId, CommandId, CommitmentId, MessageId, WhisperId } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import type { CaseKind, Remedy } from '../../domain/noun/case.ts'
import { change, type Done, newId } from '../store/run.ts'

type Header = Row<'case'>

const named = (row: Header) => ({ case: row.id, party: row.party })

/** The fence a write must carry, and what it rests on: an unowned case is taken first, and both share one fate. */
async function taken(row: Header): Promise<{ readonly fence: number; readonly after: readonly string[] } | Extract<Done, { ok: false }>> {
  if (row.owner !== null) return { fence: row.fence, after: [] }
  const claimed = await change('case.claim', named(row))
  return claimed.ok ? { fence: row.fence + 1, after: [CommandId.parse(claimed.command)] } : claimed
}

export const claim = (row: Header): Promise<Done> => change('case.claim', named(row))

export const release = (row: Header): Promise<Done> => change('case.release', { ...named(row), fence: row.fence })

export const reopen = (row: Header): Promise<Done> => change('case.reopen', named(row))

export const settle = (row: Header, kind: CaseKind, remedy: Remedy | null): Promise<Done> =>
  change('case.classify', { ...named(row), kind, remedy, was: { kind: row.kind, remedy: row.remedy, settled: row.kindSettled } })

export const dismissSafety = (row: Header, reason: string): Promise<Done> => change('case.dismissSafety', { ...named(row), reason })

/** Closes a case, taking it first where nobody has it. `knows` is the last message that was seen. */
export async function resolve(row: Header, knows: number): Promise<Done> {
  const hold = await taken(row)
  return 'ok' in hold ? hold : change('case.resolve', { ...named(row), fence: hold.fence, knows }, hold.after)
}

/** Words for the customer. `knows` is the last message that was seen; `after` what they rest on, such as a booking. */
export interface Words {
  readonly text: string
  readonly knows: number
  readonly after?: readonly string[]
  readonly message?: MessageId
}

/** Answers the customer, taking the case first where nobody has it. */
export async function reply(row: Header, { text, knows, after = [], message = MessageId.parse(newId()) }: Words): Promise<Done> {
  const hold = await taken(row)
  if ('ok' in hold) return hold
  return change('message.reply', { ...named(row), message, text, fence: hold.fence, knows }, [...hold.after, ...after])
}

export const note = (row: Header, text: string, message: MessageId): Promise<Done> =>
  change('message.note', { ...named(row), message, text })

export const promise = (row: Header, text: string, dueAt: number): Promise<Done> =>
  change('commitment.record', { ...named(row), commitment: CommitmentId.parse(newId()), text, dueAt })

/** A supervisor writes to the customer themselves from here on; the case knows whose it was. */
export const takeOver = (row: Header): Promise<Done> => change('case.takeOver', { ...named(row), fence: row.fence, reason: null })

/** Gives it back to the agent it was taken from, with what they should know. */
export const handBack = (row: Header, text: string): Promise<Done> =>
  change('case.handBack', {
    ...named(row),
    fence: row.fence,
    note: text === '' ? null : { message: MessageId.parse(newId()), text },
  })

export const raise = (row: Header, reason: string): Promise<Done> => change('case.raise', { ...named(row), reason, note: null })

export const lower = (row: Header): Promise<Done> => change('case.lower', named(row))

/** Says something to the case's agent alone. */
export const whisper = (row: Header, { to, kind, text }: Pick<Row<'whisper'>, 'kind' | 'text'> & { readonly to: AgentId }): Promise<Done> =>
  change('whisper.say', { ...named(row), whisper: WhisperId.parse(newId()), to, kind, text })

export const heed = ({ id, party }: Row<'whisper'>, how: 'taken' | 'dismissed'): Promise<Done> =>
  change('whisper.close', { whisper: id, party, how })
