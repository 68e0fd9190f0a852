import { z } from 'zod'
import type { Dark } from '../../../domain/contract/query.ts'
import type { CaseId } from '../../../domain/id.ts'
import type { Row } from '../../../domain/kind.ts'
import { partyScope } from '../../../domain/scope.ts'
import { newsOf } from '../outbox/news.ts'
import type { Replica } from '../replica.ts'
import { unlessFull } from '../store/failure.ts'
import { keep, kept } from '../store/kv.ts'

/** Where this desk stood when the line was lost: the time on its wall, the hub's, and its place in the feed. */
const Lost = z.strictObject({ since: z.number(), hubAt: z.number(), cursor: z.number() })
type Lost = z.infer<typeof Lost>

function keptLost(text: string | null): Lost | null {
  const parsed = text === null ? null : Lost.safeParse(JSON.parse(text))
  return parsed?.success ? parsed.data : null
}

/** What this desk may say of a thread: whether all that was said is here, and what came while it was in the dark. */
export class Standing {
  readonly #replica: Replica
  #state: 'away' | 'coming' | 'here' = 'away'
  #head = 0
  #lost: Lost | null

  constructor(replica: Replica) {
    this.#replica = replica
    this.#lost = keptLost(kept(replica.store, 'dark_since'))
  }

  get caughtUp(): boolean {
    return this.#state === 'here'
  }

  get away(): boolean {
    return this.#state === 'away'
  }

  /** The line is gone. While it stays so, the dark began when it first went. */
  lose({ since, hubAt }: { readonly since: number; readonly hubAt: number | null }): void {
    const known = this.#state === 'away' && this.#lost !== null
    this.#state = 'away'
    if (known) return
    this.#lost = { since, hubAt: hubAt ?? 0, cursor: this.#replica.cursor }
    const text = JSON.stringify(this.#lost)
    unlessFull(() => keep(this.#replica.store, 'dark_since', text))
  }

  /** The hub greets and says how far its feed has come. */
  meet(head: number): void {
    this.#state = 'coming'
    this.#head = head
    this.arrive()
  }

  /** A frame is in. Whether that was the last that was missing. */
  arrive(): boolean {
    if (this.#state !== 'coming' || this.#replica.cursor < this.#head) return false
    this.#state = 'here'
    return true
  }

  /** Nobody here has to be shown what was missed any more, at the next loss the dark begins anew. */
  knowsThread(header: Pick<Row<'case'>, 'party'> | null): boolean {
    if (this.#state === 'away') return true
    return this.#state === 'here' && header !== null && this.#whole(header)
  }

  /** A thread's dark: until it is whole again, and after that as long as what came is unanswered from here. */
  dark(id: CaseId, header: Pick<Row<'case'>, 'party'> | null): Dark | null {
    const lost = this.#lost
    if (!lost || !header) return null
    const news = this.#news(id, lost)
    const over = this.#state === 'here' && this.#whole(header) && news.length === 0
    return over ? null : { since: lost.since, news: news.length }
  }

  #whole({ party }: Pick<Row<'case'>, 'party'>): boolean {
    const scope = partyScope(party)
    return this.#replica.held.whole(scope) || this.#replica.pending.bornHere(scope)
  }

  #news(id: CaseId, { cursor, hubAt }: Lost): readonly Row<'message'>[] {
    const { store } = this.#replica
    const first = store.get<{ number: number | null }>(
      "SELECT min(number) AS number FROM row_message WHERE case_id = ? AND ver > ? AND json_extract(body, '$.at') >= ?",
      ...[id, cursor, hubAt],
    )?.number
    if (first === null || first === undefined) return []
    const mine = store.get<{ number: number | null }>(
      'SELECT max(number) AS number FROM row_message JOIN outbox ON outbox.message_id = row_message.id WHERE row_message.case_id = ?',
      id,
    )?.number
    return newsOf(store, { id, knows: Math.max(first - 1, mine ?? 0) })
  }
}
