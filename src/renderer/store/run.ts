import { type Args, type CommandName, commands } from '../../domain/commands/table.ts'
import type { Receipt } from '../../domain/contract/bridge.ts'
import { CommandId, uuidv7 } from '../../domain/id.ts'
import type { Refusal } from '../../domain/refusal.ts'
import { desk } from './desk.ts'

type Json = Parameters<typeof desk.run>[0]['args']

/** A new id, made here so that asking twice is asking once. Brand it with the noun's own schema. */
export const newId = (): string => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

/** Makes a change: it is in the outbox, durably, when this answers. `after` names the changes it rests on. */
export function run<N extends CommandName>(name: N, args: Args<N>, after: readonly string[] = []): Promise<Receipt> {
  const { version } = commands[name]
  // Every command's arguments are JSON by its own schema.
  return desk.run({ name, version, args: args as Json, after: after.map((id) => CommandId.parse(id)) })
}

/** A change as a screen needs it: done (or on its way, safely), or refused here and now with the reason. */
export type Done = { readonly ok: true; readonly command: string } | { readonly ok: false; readonly refusal: Refusal }

/** A receipt as a screen needs it. The bridge failing is a refusal like any other: nothing was kept. */
export async function doneOf(asked: Promise<Receipt>): Promise<Done> {
  try {
    const receipt = await asked
    if (!receipt.kept) return { ok: false, refusal: receipt.outcome.refusal }
    return receipt.outcome?.ok === false ? { ok: false, refusal: receipt.outcome.refusal } : { ok: true, command: receipt.command }
  } catch {
    return { ok: false, refusal: { code: 'failed' } }
  }
}

/** Runs a change and reads its receipt. */
export const change = <N extends CommandName>(name: N, args: Args<N>, after: readonly string[] = []): Promise<Done> =>
  doneOf(run(name, args, after))
