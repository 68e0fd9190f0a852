/** What a page remembers between visits. No cookies: it never travels by itself. */
export interface Keep {
  readonly get: (key: string) => string | null
  /** Null forgets. */
  readonly set: (key: string, value: string | null) => void
  readonly keys: (prefix: string) => readonly string[]
}

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

function names(shelf: Shelf | null): string[] {
  return shelf === null ? [] : Array.from({ length: shelf.length }, (_, place) => shelf.key(place) ?? '')
}

/**
 * Keeps under a name of its own, so that two sites on one origin do not meet. Where the browser refuses (private windows,
 * a full disk), it keeps for as long as the page is open.
 */
export function openKeep(shelf: Shelf | null, name: string): Keep {
  const unkept = new Map<string, string>()
  const full = (key: string) => `forecourt:${name}:${key}`
  return {
    get(key) {
      return unkept.get(key) ?? shelf?.getItem(full(key)) ?? null
    },
    set(key, value) {
      unkept.delete(key)
      if (value === null) return shelf?.removeItem(full(key))
      try {
        if (shelf === null) throw new Error('nowhere to keep')
        shelf.setItem(full(key), value)
      } catch {
        unkept.set(key, value)
      }
    },
    keys(prefix) {
      const kept = names(shelf).flatMap((key) => (key.startsWith(full(prefix)) ? [key.slice(full('').length)] : []))
      return [...new Set([...kept, ...[...unkept.keys()].filter((key) => key.startsWith(prefix))])]
    },
  }
}

/** The browser's own storage, if it lets us have it. */
export function browserShelf(): Shelf | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}
