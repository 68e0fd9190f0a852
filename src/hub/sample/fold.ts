import { commands } from '../../domain/commands/table.ts'
import { decide } from '../../domain/decide.ts'
import type { Happening } from './happening.ts'
import { type Shelf, shelf } from './shelf.ts'

/** What a customer's happenings amount to. A refused one is a fault in the sample, so it is thrown. */
export function fold(log: readonly Happening[]): Shelf {
  const rows = shelf()
  for (const happening of [...log].sort((a, b) => a.at - b.at)) {
    if ('row' in happening) {
      rows.put(happening.row.kind, happening.row.row as never)
      continue
    }
    const { name, actor, at } = happening
    const args = JSON.parse(JSON.stringify(happening.args))
    const outcome = decide(rows, { name, version: commands[name].version, args }, { actor, at })
    if (!outcome.ok) throw new Error(`the sample's ${name} was refused: ${JSON.stringify(outcome.refusal)} ${JSON.stringify(args)}`)
  }
  return rows
}
