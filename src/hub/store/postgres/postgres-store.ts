import type { GroupId } from '../../../domain/id.ts'
import { firstLink } from '../../audit/digest.ts'
import type { Store, View } from '../store.ts'
import { ageing, seqAt } from './ageing.ts'
import { chain, history, stand } from './audit.ts'
import { digests } from './digests.ts'
import { feedOf, load, scope } from './load.ts'
import { claim, finish } from './outgoing.ts'
import { save } from './save.ts'
import { type Ask, beginChange, beginRead, type Sessions, type Statement, transact } from './session.ts'
import { ends, page, window } from './window.ts'

const foundStatement: Statement = {
  name: 'found',
  text: `
insert into feed (group_id, epoch, linked_after, link) values ($1, $2, 0, decode($3, 'hex')) on conflict do nothing`,
}

const nothing = { rows: [], questions: [], records: [], numbers: [] }

async function viewOf(ask: Ask, group: GroupId): Promise<View> {
  const feed = await feedOf(ask, group)
  return {
    feed,
    rows: async (refs) => (await load(ask, group, { ...nothing, rows: refs })).rows,
    find: async (question) => (await load(ask, group, { ...nothing, questions: [question] })).rows,
    scope: (name) => scope(ask, group, name),
    window: (span) => window(ask, group, { feed, span }),
    ends: (device, limit) => ends(ask, group, { feed, device, limit }),
    ended: async (command) => (await load(ask, group, { ...nothing, records: [command] })).records.length > 0,
    page: (span) => page(ask, group, span),
    digests: (scopes, kinds) => digests(ask, group, { scopes, kinds }),
    seqAt: (at) => seqAt(ask, group, { head: feed.head, at }),
    history: (span) => history(ask, group, span),
  }
}

/** One group's truth in PostgreSQL. */
export function openPostgresStore(sessions: Sessions, group: GroupId): Store {
  const write = <T>(work: (ask: Ask) => Promise<T>): Promise<T> => transact(sessions, beginChange(group, []), ({ ask }) => work(ask))
  return {
    group,
    found: (epoch) => write(async (ask) => void (await ask(foundStatement, [group, epoch, firstLink(group, '0')]))),
    change: (roots, work) =>
      transact(sessions, beginChange(group, roots), ({ ask, askLast }) =>
        work({ load: (wanted) => load(ask, group, wanted), save: (changes) => save(askLast, group, changes) }),
      ),
    read: (work) => transact(sessions, beginRead(group), async ({ ask }) => work(await viewOf(ask, group))),
    walk: (work) =>
      transact(sessions, beginRead(group), ({ ask }) =>
        work({ stand: () => stand(ask, group), chain: (after, links) => chain(ask, group, { after, links }) }),
      ),
    ...ageing(write, group),
    claim: (asked) => write((ask) => claim(ask, group, asked)),
    finish: (ids) => write((ask) => finish(ask, group, ids)),
  }
}
