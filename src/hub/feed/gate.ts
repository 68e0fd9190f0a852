/** Lets so many works through at once; those that are much leave room for those that are little, which go first. */
export interface Gate {
  through<T>(much: boolean, work: () => Promise<T>): Promise<T>
}

/** Makes a gate for `most` at once, of which `much` may be such as take long. */
export function openGate(most: number, much: number): Gate {
  const waiting: { readonly little: (() => void)[]; readonly much: (() => void)[] } = { little: [], much: [] }
  let under = 0
  let long = 0
  const admit = (): void => {
    while (under < most) {
      const next = waiting.little.shift() ?? (long < much ? waiting.much.shift() : undefined)
      if (!next) return
      next()
    }
  }
  return {
    async through(isMuch, work) {
      await new Promise<void>((resolve) => {
        const enter = (): void => {
          under++
          if (isMuch) long++
          resolve()
        }
        waiting[isMuch ? 'much' : 'little'].push(enter)
        admit()
      })
      try {
        return await work()
      } finally {
        under--
        if (isMuch) long--
        admit()
      }
    },
  }
}
