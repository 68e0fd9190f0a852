import type { Actor } from '../../domain/actor.ts'
import type { CommandName } from '../../domain/commands/table.ts'
import type { KindRow } from '../../domain/kind.ts'

/**
 * One thing that happened to one customer: a command as somebody gave it then, or a row that no command makes. All rows of
 * the sample come of these, decided in the order of their times by the same functions that decide live work.
 */
export type Happening = { readonly at: number } & (
  | { readonly name: CommandName; readonly actor: Actor; readonly args: Readonly<Record<string, unknown>> }
  | { readonly row: KindRow }
)
