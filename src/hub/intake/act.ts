import type { Envelope } from '../../domain/command.ts'
import { type Args, type CommandName, commands } from '../../domain/commands/table.ts'
import { type Problem, problem } from '../../domain/contract/problem.ts'
import { CommandId } from '../../domain/id.ts'
import type { Outcome, RefusalCode } from '../../domain/refusal.ts'
import type { Authority } from '../authority/authority.ts'
import type { Source } from '../authority/submission.ts'

/** A change that one of the hub's own hands asks for, like everybody else, of the authority. */
export type Acting<N extends CommandName> = { readonly id: string; readonly name: N; readonly args: Args<N>; readonly actor: Source }
export type Act = <N extends CommandName>(acting: Acting<N>) => Promise<Outcome>

/** Issues commands of the hub's own: they carry no device and no number, and the id alone says whether one is a retry. */
export function actsBy(authority: Pick<Authority, 'decide'>, now: () => number): Act {
  return async ({ id, name, args, actor }) => {
    const { version } = commands[name]
    // Arguments of commands are JSON by their schemas; a conditional type hides it from the compiler.
    const json = args as Envelope['args']
    const envelope = { id: CommandId.parse(id), seq: 1, name, version, args: json, saidAt: now(), after: [] }
    return (await authority.decide(envelope, { source: actor, device: null })).outcome
  }
}

const statuses: Partial<Record<RefusalCode, number>> = { malformed: 400, 'not-found': 404, failed: 503 }

/** What a door says when the authority refused. */
export function refusedProblem(outcome: Extract<Outcome, { ok: false }>): Problem {
  const { code, field, detail } = outcome.refusal
  return problem(statuses[code] ?? 409, { detail: detail ?? code, ...(field ? { field } : {}) })
}
