import { create } from 'zustand'
import type { Receipt } from '../../domain/contract/bridge.ts'
import type { Row } from '../../domain/kind.ts'
import { run } from '../store/run.ts'

export type Ending = 'kept' | 'cancelled'

/** What somebody here did to a promise, from the press of the key on. */
export interface Closing {
  readonly state: Ending
  readonly at: number
  /** The command in the outbox; null until the engine has it safely. */
  readonly command: string | null
  /** Why it was refused, by code; null while it is not. */
  readonly refused: string | null
}

/** By the promise's id, for as long as the window lives: the fate of a change must not be lost by looking elsewhere. */
export const useClosings = create<Readonly<Record<string, Closing>>>(() => ({}))

const note = (promise: string, closing: Closing): void => useClosings.setState({ [promise]: closing })

function took(receipt: Receipt): Pick<Closing, 'command' | 'refused'> {
  if (!receipt.kept) return { command: null, refused: receipt.outcome.refusal.code }
  return { command: receipt.command, refused: receipt.outcome?.ok === false ? receipt.outcome.refusal.code : null }
}

interface Close {
  readonly promise: Row<'commitment'>
  readonly state: Ending
  readonly evidence: string | null
  readonly at: number
}

/** Ends a promise: shown at once, kept in the outbox, and taken back with the reason if it is refused. */
export async function closePromise({ promise, state, evidence, at }: Close): Promise<void> {
  const closing: Closing = { state, at, command: null, refused: null }
  note(promise.id, closing)
  try {
    const receipt = await run('commitment.close', { commitment: promise.id, party: promise.party, state, evidence })
    note(promise.id, { ...closing, ...took(receipt) })
  } catch {
    // The engine is gone: nothing was kept, and the promise stands as it did.
    note(promise.id, { ...closing, refused: 'failed' })
  }
}
