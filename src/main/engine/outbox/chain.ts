import { type Kept, toCustomer } from './kept.ts'

const rests = (kept: Kept, on: Kept): boolean => kept.envelope.after.includes(on.envelope.id)

/** A case is not closed over an answer that has not gone: closing it was said after the answer, and goes with it. */
const closesOver = (kept: Kept, on: Kept): boolean =>
  kept.envelope.name === 'case.resolve' &&
  toCustomer(on.envelope.name) &&
  kept.about.case === on.about.case &&
  kept.envelope.seq > on.envelope.seq

/** What goes or falls with a command, itself first, in the order it was said. */
export function chainFrom(root: Kept, all: readonly Kept[]): readonly Kept[] {
  const chain = [root]
  for (const kept of all.toSorted((a, b) => a.envelope.seq - b.envelope.seq)) {
    if (chain.includes(kept) || kept.envelope.id === root.envelope.id) continue
    if (chain.some((one) => rests(kept, one) || closesOver(kept, one))) chain.push(kept)
  }
  return chain
}

/** The command that another rests on and that is not settled: the first of them. */
export const holdsFor = (kept: Kept, all: readonly Kept[]): Kept | null =>
  all.find((one) => rests(kept, one)) ?? (kept.state === 'held' ? (all.findLast((one) => closesOver(kept, one)) ?? null) : null)

/** The first of the chain that a command belongs to. */
export function rootOf(kept: Kept, all: readonly Kept[]): Kept {
  let root = kept
  for (let on = holdsFor(root, all); on && on.envelope.seq < root.envelope.seq; on = holdsFor(root, all)) root = on
  return root
}
