import type { Actor } from '../../domain/actor.ts'
import type { Envelope, Read, Ready } from '../../domain/command.ts'
import { isRefusal, prepare } from '../../domain/decide.ts'
import type { AgentId, DeviceId, PartyId } from '../../domain/id.ts'
import { assertNever } from '../../domain/never.ts'
import type { Outcome, Refusal } from '../../domain/refusal.ts'
import type { DeviceNumber } from '../store/store.ts'
import { fingerprint } from './hash.ts'
import type { Shared } from './layer.ts'

/** Who asks, as the door knows it: from a ticket or a token, never from a payload. An agent's grants are read when it counts. */
export type Source =
  | { readonly kind: 'agent'; readonly id: AgentId }
  | { readonly kind: 'visitor'; readonly party: PartyId }
  | { readonly kind: 'system'; readonly name: string }

/** Where a command comes from. `device` is a desk's: its numbers are guarded, and it hears the end on the feed. */
export interface From {
  readonly source: Source
  readonly device: DeviceId | null
}

/** The end of a command. Who has read the feed up to `seq` has seen its effects. */
export interface Decided {
  readonly outcome: Outcome
  readonly seq: number
}

/** A command that waits for its decision, parsed. */
export interface Waiting {
  readonly envelope: Envelope
  readonly from: From
  readonly ready: Ready | Refusal
  readonly hash: string
  readonly size: number
  readonly actor: string
  readonly by: DeviceNumber | null
  readonly resolve: (decided: Decided) => void
  readonly reject: (error: Error) => void
}

/** How somebody is named in the audit. */
export function actorName(source: Source): string {
  switch (source.kind) {
    case 'agent':
      return source.id
    case 'visitor':
      return `visitor:${source.party}`
    case 'system':
      return `system:${source.name}`
    default:
      return assertNever(source)
  }
}

/** Parses a command before it queues, so that the batch only decides. */
export function submit(envelope: Envelope, from: From, promise: Pick<Waiting, 'resolve' | 'reject'>): Waiting {
  return {
    envelope,
    from,
    ready: prepare(envelope),
    ...fingerprint(envelope),
    actor: actorName(from.source),
    by: from.device && { device: from.device, number: envelope.seq },
    ...promise,
  }
}

/** What a command needs loaded: what it says it reads, and for an agent their own row. */
export function readsOf({ ready, from }: Waiting): readonly Read[] {
  const own: readonly Read[] = from.source.kind === 'agent' ? [{ kind: 'agent', id: from.source.id }] : []
  return isRefusal(ready) ? own : [...own, ...ready.reads]
}

/** The actor as of now; null for an agent who is no more, or was let go. */
export function actorOf(source: Source, shared: Shared): Actor | null {
  if (source.kind !== 'agent') return source
  const found = shared.row('agent', source.id)
  if (found?.kind !== 'agent' || !found.row.active) return null
  return { kind: 'agent', id: found.row.id, name: found.row.name, grants: found.row.grants }
}
