import { z } from 'zod'
import { type Answers, type Argument, asks, type Facts } from '../../domain/contract/bridge.ts'
import { Tickets } from '../../domain/contract/sign-in.ts'
import { Expiry } from '../../domain/contract/wire.ts'
import { DeviceId } from '../../domain/id.ts'
import { Agent } from '../../domain/noun/agent.ts'
import type { Unopened } from './store/failure.ts'

/** The asks of the bridge that the engine answers; the others are main's own. */
export const engineAsks = [
  'watch',
  'unwatch',
  'run',
  'keepDraft',
  'draft',
  'search',
  'typing',
  'viewing',
  'discard',
  'resend',
  'rebook',
  'keepMine',
  'raiseItem',
  'reconnect',
  'attach',
  'blob',
  'audit',
] as const
export type EngineAsk = (typeof engineAsks)[number]

/** What an engine is started with. `file` is `:memory:` where nothing personal may be kept at rest. */
export const Start = z.strictObject({
  file: z.string().min(1),
  key: z.instanceof(Uint8Array).refine((key) => key.length === 32, '32 bytes'),
  hub: z.url().max(300),
  device: DeviceId,
  agent: Agent,
  tickets: Tickets,
  /** For how many milliseconds this device may still be opened without the hub; null where that cannot be told. */
  lease: z.int().nullable().default(null),
})
export type Start = z.infer<typeof Start>

/** Main to engine. Each `n` is answered once. */
export const ToEngine = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('start'), start: Start }),
  z.strictObject({ is: z.literal('ask'), n: z.int(), ask: z.enum(engineAsks), argument: z.unknown() }),
  z.strictObject({ is: z.literal('tickets'), tickets: Tickets }),
  z.strictObject({ is: z.literal('resume') }),
  z.strictObject({ is: z.literal('stop') }),
])
export type ToEngine = z.infer<typeof ToEngine>

/** The facts an engine tells; main hands them on to its windows. */
export const engineFacts = ['changed', 'lined', 'typed', 'viewed', 'rescued', 'room'] as const
export type EngineFact = (typeof engineFacts)[number]

const Refusal = z.strictObject({ code: z.string(), sentence: z.string() })

/** Engine to main. Values were made by this program's own worker: their envelope is parsed, their inside is not. */
export const FromEngine = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('started') }),
  z.strictObject({ is: z.literal('unopened'), unopened: Refusal }),
  z.strictObject({ is: z.literal('answer'), n: z.int(), answer: z.unknown() }),
  z.strictObject({ is: z.literal('failed'), n: z.int(), message: z.string() }),
  z.strictObject({ is: z.literal('fact'), fact: z.enum(engineFacts), value: z.unknown() }),
  /** New tickets, to be kept at once: the old refresh ticket is used up. */
  z.strictObject({ is: z.literal('tickets'), tickets: Tickets }),
  z.strictObject({ is: z.literal('expired'), reason: Expiry }),
  /** The hub has let this device in. */
  z.strictObject({ is: z.literal('confirmed') }),
  z.strictObject({ is: z.literal('stopped') }),
])

export type FromEngine = z.infer<typeof FromEngine>

/** What the worker sends, with its values typed. */
export type Told =
  | { readonly is: 'started' | 'stopped' | 'confirmed' }
  | { readonly is: 'unopened'; readonly unopened: Unopened }
  | { readonly is: 'answer'; readonly n: number; readonly answer: Answers[EngineAsk] }
  | { readonly is: 'failed'; readonly n: number; readonly message: string }
  | { [F in EngineFact]: { readonly is: 'fact'; readonly fact: F; readonly value: Facts[F] } }[EngineFact]
  | { readonly is: 'tickets'; readonly tickets: Tickets }
  | { readonly is: 'expired'; readonly reason: Expiry }

/** Reads the argument of an ask by the bridge's own parser; null when it is malformed. */
export function argumentOf<A extends EngineAsk>(ask: A, argument: unknown): { readonly argument: Argument<A> } | null {
  const parsed = asks[ask].safeParse(argument)
  return parsed.success ? { argument: parsed.data as Argument<A> } : null
}

/** The search worker's two messages. */
export const ToSearch = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('open'), file: z.string(), key: z.instanceof(Uint8Array) }),
  z.strictObject({ is: z.literal('search'), n: z.int(), text: z.string().max(200), limit: z.int().min(1).max(50) }),
  z.strictObject({ is: z.literal('stop') }),
])
export type ToSearch = z.infer<typeof ToSearch>

export const FromSearch = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('answer'), n: z.int(), answer: z.unknown() }),
  z.strictObject({ is: z.literal('failed'), n: z.int(), message: z.string() }),
])
export type FromSearch = z.infer<typeof FromSearch>
