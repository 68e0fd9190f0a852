import type { Store } from '../store/store.ts'
import { bound, entryDigest, firstLink, nextLink, reasonMark } from './digest.ts'
import type { ChainPiece, ChainStand, StoredLink } from './stored.ts'

/** What does not hold, at the first number where something does not. */
export interface Broken {
  readonly seq: string
  readonly command: string | null
  readonly at: string | null
  readonly what: 'entry' | 'reason' | 'link' | 'missing' | 'unlinked' | 'head'
}

/** An epoch the feed was in, and its first number. Each but the first begins after a backup was put back. */
export interface Epoch {
  readonly epoch: string
  readonly from: string
}

/** What a walk along the chain found. */
export interface Verdict {
  readonly entries: number
  /** The number and the link the chain ends with, as far as it holds. */
  readonly newest: { readonly seq: string; readonly link: string }
  readonly linkedAfter: string
  readonly epochs: readonly Epoch[]
  /** The number at which the link that was asked for stands; null where it stands nowhere. */
  readonly expectedAt: string | null
  readonly broken: Broken | null
}

export interface Asked {
  readonly store: Pick<Store, 'group' | 'walk'>
  /** A link that was written down before. */
  readonly expect?: string | null
  /** How many numbers are held in memory at once. */
  readonly page?: number
}

type Entry = ChainPiece['entries'][number]

/** The walk so far. */
interface Walk {
  readonly group: string
  readonly expect: string | null
  readonly epochs: Epoch[]
  entries: number
  seq: string
  link: string
  expectedAt: string | null
}

const brokenAt = (seq: string, what: Broken['what'], entry: Entry | undefined): Broken => ({
  ...{ seq, what },
  command: entry?.command ?? null,
  at: entry?.at ?? null,
})

function brokenEntry(group: string, entry: Entry): Broken | null {
  if (entryDigest(group, entry) !== entry.digest) return brokenAt(entry.seq, 'entry', entry)
  // Words that were erased are no fault; words that were not given are.
  const { reason } = entry
  const holds = reason === null || reasonMark(reason.salt, reason.words) === entry.why
  return holds ? null : brokenAt(entry.seq, 'reason', entry)
}

function stepOn(walk: Walk, { seq, epoch, link }: StoredLink, entries: readonly Entry[]): Broken | null {
  const next = String(BigInt(walk.seq) + 1n)
  if (BigInt(seq) > BigInt(next)) return brokenAt(next, 'missing', undefined)
  if (seq !== next) return brokenAt(seq, 'link', entries[0])
  for (const entry of entries) {
    const broken = brokenEntry(walk.group, entry)
    if (broken) return broken
  }
  const made = nextLink({ before: walk.link, seq, epoch, bound: bound(entries.map(({ digest }) => digest)) })
  if (made !== link) return brokenAt(seq, 'link', entries[0])
  if (walk.epochs.at(-1)?.epoch !== epoch) walk.epochs.push({ epoch, from: seq })
  if (link === walk.expect) walk.expectedAt = seq
  walk.entries += entries.length
  walk.seq = seq
  walk.link = link
  return null
}

/** Goes along one stretch: an entry that belongs to no link is as wrong as a link that does not hold. */
function goAlong(walk: Walk, { links, entries }: ChainPiece): Broken | null {
  let next = 0
  for (const link of links) {
    const stray = entries[next]
    if (stray && BigInt(stray.seq) < BigInt(link.seq)) return brokenAt(stray.seq, 'unlinked', stray)
    const from = next
    while (entries[next]?.seq === link.seq) next++
    const broken = stepOn(walk, link, entries.slice(from, next))
    if (broken) return broken
  }
  const stray = entries[next]
  return stray ? brokenAt(stray.seq, 'unlinked', stray) : null
}

/** The feed's row says where the chain ends: cut off, a chain holds as far as it goes, but ends too early. */
function brokenHead({ seq, link }: Walk, { head, link: newest }: ChainStand): Broken | null {
  return seq === head && link === newest ? null : { seq: head, command: null, at: null, what: 'head' }
}

/** Walks along the whole chain and says whether it holds, or the first that does not. */
export async function verify({ store, expect = null, page = 512 }: Asked): Promise<Verdict> {
  const { group } = store
  const before = await store.walk((chain) => chain.stand())
  const first = firstLink(group, before.linkedAfter)
  const walk: Walk = { group, expect, epochs: [], entries: 0, seq: '0', link: first, expectedAt: expect === first ? '0' : null }
  let broken: Broken | null = null
  let after: string | null = null
  for (;;) {
    // Each stretch in a transaction of its own: what is written does not change, and a long walk holds nothing up. Whatever was
    // added meanwhile is walked along as well, so the end is asked for in the same moment as the last stretch.
    const from = after
    const [piece, stand] = await store.walk(async (chain) => [await chain.chain(from, page), await chain.stand()] as const)
    broken = goAlong(walk, piece)
    const last = piece.links.length < page
    if (last) broken ??= brokenHead(walk, stand)
    if (broken || last) break
    after = walk.seq
  }
  const { entries, epochs, expectedAt } = walk
  return { entries, epochs, expectedAt, newest: { seq: walk.seq, link: walk.link }, linkedAfter: before.linkedAfter, broken }
}
