import type { SyncCentre, SyncItem } from '../../domain/contract/sync.ts'

export type Filter = 'all' | 'needs' | 'waiting' | 'sent'

/** Things that rest on each other: one chain, one fate. */
export interface Chain {
  readonly key: string
  readonly items: readonly SyncItem[]
  readonly needs: boolean
}

/** Everything about one customer. */
export interface Group {
  readonly key: string
  readonly name: string | null
  readonly chains: readonly Chain[]
  readonly total: number
  /** How many of them are on this device only. */
  readonly here: number
}

export const needsOne = ({ state }: SyncItem): boolean => state === 'review' || state === 'refused'
/** Whether the world moved and a person chooses how to go on, rather than that it simply was refused. */
export const isChoice = ({ state, code, theirs }: SyncItem): boolean =>
  state === 'review' || theirs.length > 0 || code === 'slot-taken' || code === 'no-slot'
export const isHere = ({ state }: SyncItem): boolean => state !== 'sent'

const fits: Readonly<Record<Filter, (item: SyncItem) => boolean>> = {
  all: () => true,
  needs: needsOne,
  waiting: (item) => isHere(item) && !needsOne(item),
  sent: (item) => !isHere(item),
}

/** All there is to show, the filter's choice. A chain is shown whole where any of it fits: its parts share one fate. */
export function shownOf(sync: SyncCentre, filter: Filter): readonly SyncItem[] {
  const all = [...sync.decisions, ...sync.refused, ...sync.waiting, ...sync.sentToday.items]
  const chains = new Set(all.filter(fits[filter]).map((item) => item.chain))
  return all.filter((item) => (filter === 'needs' ? chains.has(item.chain) && isHere(item) : fits[filter](item)))
}

function byKey<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const map = new Map<string, T[]>()
  for (const item of items) map.set(keyOf(item), [...(map.get(keyOf(item)) ?? []), item])
  return map
}

/** What rests on nothing of the chain comes first, then in the order it was said; what needs a person stands on top. */
const inChain = (items: readonly SyncItem[]): readonly SyncItem[] =>
  [...items].sort(
    (a, b) => Number(needsOne(b)) - Number(needsOne(a)) || Number(a.holdsFor !== null) - Number(b.holdsFor !== null) || a.saidAt - b.saidAt,
  )

const rank = ({ items, needs }: Chain): number => (needs ? 0 : items.some(isHere) ? 1 : 2)
const first = (chain: Chain): number => Math.min(...chain.items.map((item) => item.saidAt))

function chainsOf(items: readonly SyncItem[]): readonly Chain[] {
  const chains = [...byKey(items, (item) => item.chain)].map(
    ([key, links]): Chain => ({ key, items: inChain(links), needs: links.some(needsOne) }),
  )
  return chains.sort((a, b) => rank(a) - rank(b) || (rank(a) === 2 ? first(b) - first(a) : first(a) - first(b)))
}

/** What somebody does is about nobody else: it stands together, under themselves. */
const isOwn = ({ name }: SyncItem): boolean => name === 'presence.set'

/** By customer, what needs a person first, then what waits longest, then what was sent. */
export function groupsOf(items: readonly SyncItem[]): readonly Group[] {
  const groups = [...byKey(items, (item) => item.party ?? (isOwn(item) ? 'own' : item.chain))].map(([key, mine]): Group => {
    const name = mine.find((item) => item.customerName !== null)?.customerName ?? null
    return { key, name, chains: chainsOf(mine), total: mine.length, here: mine.filter(isHere).length }
  })
  const at = (group: Group): number => Math.min(...group.chains.map(rank))
  const since = (group: Group): number => Math.min(...group.chains.filter((chain) => rank(chain) === at(group)).map(first))
  return groups.sort((a, b) => at(a) - at(b) || (at(a) === 2 ? since(b) - since(a) : since(a) - since(b)))
}

/** The items in the order they stand on screen, for J and K. */
export const inOrder = (groups: readonly Group[]): readonly SyncItem[] =>
  groups.flatMap(({ chains }) => chains.flatMap(({ items }) => items))
