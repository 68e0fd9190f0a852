import type { Fate, Results, ThreadMessage } from '../../../domain/contract/query.ts'
import { CaseId, MessageId } from '../../../domain/id.ts'
import type { Row } from '../../../domain/kind.ts'
import { partyScope } from '../../../domain/scope.ts'
import type { Kept } from '../outbox/kept.ts'
import { unsettledOfCase } from '../outbox/outbox.ts'
import { rowOf } from '../replica/rows.ts'
import type { Replica } from '../replica.ts'
import type { Shown } from './shown.ts'
import { whispersOf } from './whispers.ts'

const waits: { readonly [S in Kept['state']]?: Fate } = { held: 'held', review: 'review' }

const fateOf = (kept: Kept, sending: ReadonlySet<string>): Fate =>
  kept.state === 'waiting' ? (sending.has(kept.envelope.id) ? 'sending' : 'queued') : (waits[kept.state] ?? 'refused')

/** The words of a command that has no row: refused, or resting on what is not held here. They are shown as they were said. */
function unheard(replica: Replica, kept: Kept, number: number): Row<'message'> | null {
  const { name, saidAt } = kept.envelope
  const [id, of] = [MessageId.safeParse(kept.about.message), CaseId.safeParse(kept.about.case)]
  const header = of.success ? replica.pending.view.get('case', of.data) : null
  if (!id.success || !header || kept.about.text === null || (name !== 'message.reply' && name !== 'message.note')) return null
  const agent = replica.agent()
  return {
    id: id.data,
    party: header.party,
    case: header.id,
    number,
    author: { kind: 'agent', agent: agent.id, name: agent.name },
    kind: name === 'message.note' ? 'note' : 'said',
    channel: header.channel,
    text: kept.about.text.trim(),
    at: saidAt,
    reachedCustomerAt: null,
    readAt: null,
    origin: header.origin,
  }
}

function stored(replica: Replica, id: string, count: number): readonly Row<'message'>[] {
  const { overlay } = replica.pending
  return replica.store
    .all<{ body: string }>('SELECT body FROM row_message WHERE case_id = ? ORDER BY number DESC LIMIT ?', id, count)
    .map(({ body }) => rowOf<'message'>(body))
    .map((row) => overlay.get('message', row.id) ?? row)
    .reverse()
}

/** The newest messages of a case, oldest first: the hub's, then what waits here or was refused. */
export function readThread(
  { replica, standing, sending }: Pick<Shown, 'replica' | 'standing' | 'sending'>,
  { case: id, count }: { readonly case: CaseId; readonly count: number },
): Results['thread'] {
  const { store, rows, pending, held } = replica
  const outbox = unsettledOfCase(store, id)
  const fates = new Map(outbox.map((kept) => [kept.about.message ?? '', fateOf(kept, sending)]))
  const base = stored(replica, id, count)
  const fresh = pending.overlay.of('message').filter((row) => row.case === id && rows.get('message', row.id) === null)
  const last = [...base, ...fresh].reduce((top, row) => Math.max(top, row.number), 0)
  const shown = new Set<string>([...base, ...fresh].map((row) => row.id))
  const words = outbox
    .filter(({ about }) => about.message !== null && !shown.has(about.message))
    .flatMap((kept, place) => unheard(replica, kept, last + 1 + place) ?? [])
  const known = store.get<{ c: number }>('SELECT count(*) AS c FROM row_message WHERE case_id = ?', id)?.c ?? 0
  const messages = [...base, ...fresh.toSorted((a, b) => a.number - b.number), ...words]
    .slice(-count)
    .map((message): ThreadMessage => ({ message, fate: fates.get(message.id) ?? null }))
  const header = pending.view.get('case', id)
  return {
    total: known + fresh.length + words.length,
    messages,
    whole: header !== null && held.whole(partyScope(header.party)),
    caughtUp: standing.knowsThread(header),
    attachments: header === null ? [] : pending.view.inScope(partyScope(header.party), 'attachment').filter((row) => row.case === id),
    whispers: whispersOf(replica, id),
  }
}
