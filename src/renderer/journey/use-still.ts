import { useState } from 'react'

interface Still<T> {
  readonly shown: readonly T[]
  /** How many new ones wait to slot in. */
  readonly waiting: number
  readonly apply: () => void
}

const same = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((key, i) => key === b[i])

/** The list as it is; but while somebody is reading it, new ones wait. What the others say changes at once all the same. */
export function useStill<T>(items: readonly T[], keyOf: (item: T) => string, reading: boolean): Still<T> {
  const keys = items.map(keyOf)
  const [known, setKnown] = useState<readonly string[]>(keys)
  const fresh = !same(known, keys)
  if (fresh && !reading) setKnown(keys)
  if (!fresh || !reading) return { shown: items, waiting: 0, apply: () => {} }
  const held = new Set(known)
  const shown = items.filter((item) => held.has(keyOf(item)))
  return { shown, waiting: items.length - shown.length, apply: () => setKnown(keys) }
}
