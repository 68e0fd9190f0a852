import type { Digest } from '../../../domain/contract/wire.ts'
import { parseScope } from '../../../domain/scope.ts'
import type { Ask, Statement } from './session.ts'

// A row counts as the first eight bytes of a hash of its kind, id and version (`domain/contract/wire.ts`).
const statement: Statement = {
  name: 'digests',
  text: `
select w.scope, count(s.id) as n,
  lpad(to_hex(coalesce(bit_xor(
    ('x' || encode(substr(sha256(convert_to(s.kind || ' ' || s.id || ' ' || s.ver, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint
  ), 0)), 16, '0') as xor
from unnest($2::text[]) as w(scope)
left join lateral (
  select s.kind, s.id, n.ver from noun_scope s
  cross join lateral (select ver from noun n where n.group_id = $1 and n.kind = s.kind and n.id = s.id limit 1) n
  where s.group_id = $1 and s.scope = w.scope and s.kind = any($3::text[])
) s on true
group by w.scope`,
}

interface Counted {
  readonly scope: string
  readonly n: number
  readonly xor: string
}

type Asked = { readonly scopes: readonly string[]; readonly kinds: readonly string[] }

/** What stands in each scope, by count and exclusive-or: so that two who hold the same need not send it. */
export async function digests(ask: Ask, group: string, { scopes, kinds }: Asked): Promise<readonly Digest[]> {
  const counted = await ask<Counted>(statement, [group, scopes, kinds])
  return counted.flatMap(({ scope: name, n, xor }) => {
    const scope = parseScope(name)
    return scope ? [{ scope, n, xor }] : []
  })
}
