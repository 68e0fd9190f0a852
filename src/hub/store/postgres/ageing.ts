import type { Store } from '../store.ts'
import type { Ask, Statement } from './session.ts'

const raiseStatement: Statement = {
  name: 'floor-raise',
  text: 'update feed set floor = greatest(floor, least($2, head)) where group_id = $1 returning floor',
}

// In slices, and apart from the feed's row: whoever commits meanwhile waits for none of it.
const forgetStatement: Statement = {
  name: 'pointer-forget',
  text: `
with old as (select seq, place from pointer where group_id = $1 and seq <= $2 order by seq, place limit $3),
gone as (delete from pointer p using old where p.group_id = $1 and p.seq = old.seq and p.place = old.place returning 1)
select count(*) as count from gone`,
}

const compactStatement: Statement = {
  name: 'pointer-compact',
  text: `
with aged as (
  select seq, place, max(seq) over (partition by scope, kind, id) as newest from pointer where group_id = $1
),
needless as (select seq, place from aged where seq < newest and seq <= $2 order by seq, place limit $3),
gone as (delete from pointer p using needless n where p.group_id = $1 and p.seq = n.seq and p.place = n.place returning 1)
select count(*) as count from gone`,
}

const renewStatement: Statement = {
  name: 'feed-renew',
  text: 'update feed set epoch = $3 where group_id = $1 and epoch = $2',
}

const toldStatement: Statement = {
  name: 'told-at',
  text: 'select seq, at from audit where group_id = $1 and seq <= $2 order by seq desc limit 1',
}

const SLICE = 20_000

type Write = <T>(work: (ask: Ask) => Promise<T>) => Promise<T>

/** Makes the ways in which the feed's past is let go. */
export function ageing(write: Write, group: string): Pick<Store, 'forget' | 'compact' | 'renew'> {
  const inSlices = async (statement: Statement, upTo: number): Promise<number> => {
    for (let all = 0; ; ) {
      const count = await write(async (ask) => (await ask<{ count: number }>(statement, [group, upTo, SLICE]))[0]?.count ?? 0)
      all += count
      if (count < SLICE) return all
    }
  }
  return {
    async forget(upTo) {
      const floor = await write(async (ask) => (await ask<{ floor: number }>(raiseStatement, [group, upTo]))[0]?.floor ?? 0)
      await inSlices(forgetStatement, floor)
    },
    compact: (upTo) => inSlices(compactStatement, upTo),
    renew: (from, epoch) => write(async (ask) => void (await ask(renewStatement, [group, from, epoch]))),
  }
}

/** The newest audited number at or before a time: both rise together, so it is found by halves. */
export async function seqAt(ask: Ask, group: string, { head, at }: { readonly head: number; readonly at: number }): Promise<number> {
  let known = 0
  let high = head
  while (known < high) {
    const middle = Math.ceil((known + high) / 2)
    const [told] = await ask<{ seq: number; at: number }>(toldStatement, [group, middle])
    if (told && told.at > at) high = told.seq - 1
    else known = middle
  }
  const [told] = await ask<{ seq: number; at: number }>(toldStatement, [group, known])
  return told && told.at <= at ? told.seq : 0
}
