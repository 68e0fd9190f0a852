import type { Whispered } from '../../../domain/contract/query.ts'
import type { Row } from '../../../domain/kind.ts'
import { rowOf } from '../replica/rows.ts'
import type { Replica } from '../replica.ts'

/** The rows a question finds, as they are with what waits here: only what is to this agent, or by them, is on this device. */
function found({ store, pending }: Replica, where: string, ...values: readonly string[]): readonly Row<'whisper'>[] {
  const { overlay } = pending
  const base = store
    .all<{ body: string }>(`SELECT body FROM row_whisper WHERE ${where}`, ...values)
    .map(({ body }) => rowOf<'whisper'>(body))
    .filter((row) => !overlay.has('whisper', row.id))
  return [...base, ...overlay.of('whisper')].toSorted((a, b) => a.after - b.after || a.at - b.at)
}

/** What was said of a case under the breath, in the order of its thread. */
export const whispersOf = (replica: Replica, id: string): readonly Row<'whisper'>[] =>
  found(replica, "json_extract(body, '$.case') = ?", id).filter((row) => row.case === id)

/** What waits to be heard by this agent, as long as the case is theirs; the newest last. */
export function readWhispered(replica: Replica): readonly Whispered[] {
  const me = replica.agent().id
  return found(replica, "json_extract(body, '$.end') IS NULL")
    .filter(({ to, end }) => to === me && end === null)
    .toSorted((a, b) => a.at - b.at)
    .flatMap((whisper) => {
      const header = replica.pending.view.get('case', whisper.case)
      return header?.owner === me && header.state === 'open' ? [{ whisper, customerName: header.customerName }] : []
    })
}
