import { z } from 'zod'
import type { Actor } from './actor.ts'
import { CommandId } from './id.ts'
import type { Kind, Row } from './kind.ts'
import type { Found, Lookup } from './lookup.ts'
import { malformed, type Refusal } from './refusal.ts'
import { Instant } from './value.ts'

/** What a command sees and changes. The hub gives it the locked truth, the desk its replica with unsent work on top. */
export interface Tx {
  get<K extends Kind>(kind: K, id: string): Row<K> | null
  find<L extends Lookup>(lookup: L, key: string): readonly Found<L>[]
  put<K extends Kind>(kind: K, row: Row<K>): void
}

/** What a command may not invent for itself: who acts, and when. On the hub both are the hub's. */
export interface Context {
  readonly actor: Actor
  readonly at: number
}

/** A row known to be read, so that the hub loads it before it decides. An undeclared read is loaded late and re-run. */
export type Read = { readonly kind: Kind; readonly id: string } | { readonly lookup: Lookup; readonly key: string }

/** A command parsed: ready to run, again and again. */
export interface Ready {
  /** What the change is serialised by; the first is its lane on the desk: usually the party. */
  readonly roots: readonly [string, ...string[]]
  readonly reads: readonly Read[]
  readonly run: (tx: Tx, context: Context) => Refusal | null
}

/** By the version it lifts from: arguments of that version to arguments of the next. */
type Upcasts = Readonly<Record<number, (args: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>>>

interface Definition<A> {
  readonly name: string
  readonly version: number
  readonly args: z.ZodType<A>
  readonly roots: (args: A) => readonly [string, ...string[]]
  readonly reads: (args: A) => readonly Read[]
  readonly apply: (tx: Tx, args: A, context: Context) => Refusal | null
  readonly upcast?: Upcasts
}

/**
 * A named change. `apply` is synchronous, deterministic and blind to where it runs: desk and hub call the same function.
 * Names are never reused or removed, because an old outbox may hold them; an old version is lifted by `upcast`.
 */
export interface Command<A> extends Definition<A> {
  readonly parse: (args: unknown) => Ready | Refusal
}

/** Makes a command of its parts, with the one parser that stands before `apply`. */
export function command<A>(definition: Definition<A>): Command<A> {
  return {
    ...definition,
    parse(input) {
      const parsed = definition.args.safeParse(input)
      if (!parsed.success) return malformed(parsed.error)
      const args = parsed.data
      return { roots: definition.roots(args), reads: definition.reads(args), run: (tx, context) => definition.apply(tx, args, context) }
    },
  }
}

/** A command on its way: what an outbox holds and a push carries. `seq` counts up on one device and is never used twice. */
export const Envelope = z.strictObject({
  id: CommandId,
  seq: z.int().min(1),
  name: z.string().max(60),
  version: z.int().min(1).max(1_000),
  args: z.record(z.string().max(60), z.json()),
  /** When the person did it, by their own clock: shown, never used to order. */
  saidAt: Instant,
  /** Commands this one rests on: if one of them is refused, so is this. */
  after: z.array(CommandId).max(20),
})
export type Envelope = z.infer<typeof Envelope>
