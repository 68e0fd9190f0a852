import { closesOver } from '../../../domain/rules/late-send.ts'
import { type Kept, saidOf } from './kept.ts'

const rests = (kept: Kept, on: Kept): boolean => kept.envelope.after.includes(on.envelope.id)

/** What goes or falls with a command, itself first, in the order it was said. */
export function chainFrom(root: Kept, all: readonly Kept[]): readonly Kept[] {
  const chain = [root]
  for (const kept of all.toSorted((a, b) => a.envelope.seq - b.envelope.seq)) {
    if (chain.includes(kept) || kept.envelope.id === root.envelope.id) continue
    if (chain.some((one) => rests(kept, one) || closesOver(saidOf(kept), saidOf(one)))) chain.push(kept)
  }
  return chain
}

/** The command that another rests on and that is not settled: the first of them. */
export const holdsFor = (kept: Kept, all: readonly Kept[]): Kept | null =>
  all.find((one) => rests(kept, one)) ??
  (kept.state === 'held' ? (all.findLast((one) => closesOver(saidOf(kept), saidOf(one))) ?? null) : null)

/** The first of the chain that a command belongs to. */
export function rootOf(kept: Kept, all: readonly Kept[]): Kept {
  let root = kept
  for (let on = holdsFor(root, all); on && on.envelope.seq < root.envelope.seq; on = holdsFor(root, all)) root = on
  return root
}
