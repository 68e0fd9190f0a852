const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a row of a list is known by, wherever it stands. */
const names = ['id', 'case', 'commitment', 'agent'] as const

function nameOf(value: unknown): string | null {
  if (!isRecord(value)) return null
  const name = names.find((one) => typeof value[one] === 'string')
  return name ? `${name} ${value[name]}` : null
}

function sharedList(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const named = new Map(before.map((value) => [nameOf(value), value]))
  const next = after.map((value, i) => {
    const name = nameOf(value)
    return sharedValue(name === null ? before[i] : named.get(name), value)
  })
  return next.length === before.length && next.every((value, i) => value === before[i]) ? before : next
}

function sharedRecord(before: Record<string, unknown>, after: Record<string, unknown>): Record<string, unknown> {
  const next = Object.fromEntries(Object.entries(after).map(([key, value]) => [key, sharedValue(before[key], value)]))
  const keys = Object.keys(next)
  return keys.length === Object.keys(before).length && keys.every((key) => next[key] === before[key]) ? before : next
}

function sharedValue(before: unknown, after: unknown): unknown {
  if (Object.is(before, after)) return before
  if (Array.isArray(before) && Array.isArray(after)) return sharedList(before, after)
  return isRecord(before) && isRecord(after) ? sharedRecord(before, after) : after
}

/**
 * The new value, with every unchanged part of the old one in its place. What crosses the bridge is a copy, so without this
 * each patch would look to React as though everything had changed.
 */
export function share<T>(before: T | null, after: T): T {
  // Sound because the result equals `after` in value; only identities are taken from `before`.
  return sharedValue(before, after) as T
}
