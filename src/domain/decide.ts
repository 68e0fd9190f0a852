import type { Command, Context, Envelope, Ready, Tx } from './command.ts'
import { commands } from './commands/table.ts'
import { applied, type Outcome, type Refusal, refuse, refused } from './refusal.ts'

type Known = Pick<Command<unknown>, 'name' | 'version' | 'upcast' | 'parse'>
type Asked = Pick<Envelope, 'name' | 'version' | 'args'>

const byName: Readonly<Record<string, Known>> = commands

function lift(known: Known, { version, args }: Asked): Readonly<Record<string, unknown>> | null {
  if (version > known.version) return null
  let lifted: Readonly<Record<string, unknown>> = args
  for (let from = version; from < known.version; from++) {
    const upcast = known.upcast?.[from]
    if (!upcast) return null
    lifted = upcast(lifted)
  }
  return lifted
}

/** Finds a command, lifts it to its present version and parses it, or says why it is none. No store is touched yet. */
export function prepare(asked: Asked): Ready | Refusal {
  const known = Object.hasOwn(byName, asked.name) ? byName[asked.name] : undefined
  if (!known) return refuse('unknown-command', { field: 'name', detail: 'This hub does not know the command. Update it, or the desk.' })
  const lifted = lift(known, asked)
  return lifted
    ? known.parse(lifted)
    : refuse('unknown-command', { field: 'version', detail: `The newest known version is ${known.version}.` })
}

export const isRefusal = (value: Ready | Refusal): value is Refusal => 'code' in value

/** Decides one command on what `tx` holds. A refusal may have put rows: the caller throws those away. */
export function decide(tx: Tx, asked: Asked, context: Context): Outcome {
  const ready = prepare(asked)
  if (isRefusal(ready)) return refused(ready)
  const refusal = ready.run(tx, context)
  return refusal ? refused(refusal) : applied
}
