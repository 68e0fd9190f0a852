/** Takes turns at named things: whoever takes a name waits for all who took it before. */
export interface Turns {
  /** Fulfilled with the way to give them back, once all of them are free. */
  take(names: readonly string[]): Promise<() => void>
}

/** Makes turns. Names are taken in sorted order, so no two wait for each other. */
export function openTurns(): Turns {
  const tails = new Map<string, Promise<void>>()
  const takeOne = async (name: string): Promise<() => void> => {
    const before = tails.get(name)
    const { promise, resolve } = Promise.withResolvers<void>()
    tails.set(name, promise)
    await before
    return () => {
      if (tails.get(name) === promise) tails.delete(name)
      resolve()
    }
  }
  return {
    async take(names) {
      const back: (() => void)[] = []
      for (const name of [...new Set(names)].sort()) back.push(await takeOne(name))
      return () => {
        for (const give of back.toReversed()) give()
      }
    },
  }
}
