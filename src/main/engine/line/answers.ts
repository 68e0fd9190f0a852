import { z } from 'zod'
import { Problem } from '../../../domain/contract/problem.ts'
import { Landed, ScopeName } from '../../../domain/contract/wire.ts'
import { AgentId, GroupId } from '../../../domain/id.ts'
import { Instant } from '../../../domain/value.ts'

const said = <S extends z.ZodRawShape>(shape: S) =>
  z.union([z.object({ ok: z.literal(true), ...shape }), z.object({ ok: z.literal(false), problem: Problem })])

/** What the hub answers, read at this door. */
export const answers = {
  hello: said({
    now: Instant,
    group: GroupId,
    agent: AgentId,
    epoch: z.uuid(),
    head: z.int().min(0),
    resync: z.boolean().default(false),
  }),
  hold: said({}),
  listen: said({}),
  want: said({ refused: z.array(ScopeName) }),
  check: said({ differ: z.array(ScopeName) }),
  push: said({ decided: z.array(Landed) }),
  refresh: said({ until: Instant }),
}

export type Asked = keyof typeof answers
export type Said<A extends Asked> = z.infer<(typeof answers)[A]>
