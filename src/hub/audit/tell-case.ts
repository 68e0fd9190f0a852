import { CaseId } from '../../domain/id.ts'
import { only } from '../intake/rows.ts'
import { beginRead, type Sessions, type Statement, transact } from '../store/postgres/session.ts'
import type { Store } from '../store/store.ts'
import type { Decision } from './stored.ts'

const numberedStatement: Statement = {
  name: 'audit-numbered',
  text: "select id from noun where group_id = $1 and kind = 'case' and body ->> 'number' = $2",
}

const PAGE = 500

export interface TellCase {
  readonly store: Store
  readonly sessions: Sessions
  /** Its id, or the number that people call it by. */
  readonly case: string
  readonly say: (line: string) => void
}

async function idsOf({ store, sessions, case: of }: TellCase): Promise<readonly string[]> {
  if (CaseId.safeParse(of).success) return [of]
  const found = await transact(sessions, beginRead(store.group), ({ ask }) => ask<{ id: string }>(numberedStatement, [store.group, of]))
  return found.map(({ id }) => id)
}

function line({ seq, at, actor, name, code, why }: Decision, names: ReadonlyMap<string, string>): string {
  const ended = code === null ? '' : `  refused: ${code}`
  const reason = why === null ? '' : `  reason: ${why}`
  return `${String(seq).padStart(8)}  ${new Date(at).toISOString()}  ${names.get(actor) ?? actor}  ${name}${ended}${reason}`
}

/** Page by page, so that a long history is never held whole. */
async function* decisions(store: Store, id: string): AsyncGenerator<Decision> {
  let page: readonly Decision[] = []
  let before: number | null = null
  do {
    const span = { case: id, before, most: PAGE }
    page = await store.read((view) => view.history(span))
    yield* page
    before = page.at(-1)?.seq ?? null
  } while (page.length >= PAGE)
}

/** Prints what was decided about a case, newest first, a line each; false where nothing was. */
export async function tellCase(asked: TellCase): Promise<boolean> {
  const { store, say } = asked
  const agents = await store.read(async (view) => only(await view.scope('ref'), 'agent'))
  const names = new Map<string, string>(agents.map(({ id, name }) => [id, name]))
  let count = 0
  for (const id of await idsOf(asked)) {
    for await (const decision of decisions(store, id)) {
      say(line(decision, names))
      count++
    }
  }
  if (count === 0) say(`Nothing was decided about a case ${asked.case}.`)
  return count > 0
}
