import type { Said } from './crowd.ts'
import type { Watched } from './watched.ts'

export interface Judged {
  /** What was shown at each look, in milliseconds behind; infinite where it said that it did not know. Ascending. */
  readonly shown: readonly number[]
  /** What was so at each look: how long ago the hub had kept the oldest message that was not on the screen. Ascending. */
  readonly truth: readonly number[]
  /** Looks at which less was shown than was so, and by how much it was more at the least. */
  readonly below: number
  readonly least: number
  /** Looks at which less was shown than the oldest message was old since it was sent, whenever the hub kept it. */
  readonly belowSent: number
  /** The longest time between two looks: what was shown then could not move. */
  readonly still: number
  /** From when each message was sent until it was on the screen. Ascending. */
  readonly arrived: readonly number[]
  /** Messages that never were. */
  readonly unseen: number
}

/** What is not on the screen this long before the end may still be on its way. */
const ON_ITS_WAY_MS = 5_000

const ascending = (numbers: readonly number[]): readonly number[] => numbers.toSorted((a, b) => a - b)

const millisecondsIn = (words: string): number => {
  const [, seconds, tenths] = /(\d+)[.,](\d)/.exec(words) ?? []
  return seconds === undefined ? Number.POSITIVE_INFINITY : Number(seconds) * 1_000 + Number(tenths) * 100
}

/** What the floor said of its age against what was so. */
export function judged(said: readonly Said[], { samples, changes }: Watched): Judged {
  const [from, to] = [changes[0]?.at ?? 0, samples.at(-1)?.at ?? 0]
  const ofChat = Map.groupBy(changes, (change) => change.subject)
  const messages = said
    .filter(({ sentAt }) => sentAt >= from && sentAt <= to)
    .map(({ subject, waits, sentAt, keptAt }) => {
      const shown = ofChat.get(subject)?.find((change) => change.waits === waits && change.at >= sentAt)
      return { sentAt, keptAt, shownAt: shown?.at ?? Number.POSITIVE_INFINITY }
    })
  const looks = samples
    .filter(({ at }) => at >= from)
    .map(({ at, words }) => {
      const missing = messages.filter(({ sentAt, shownAt }) => sentAt <= at && at < shownAt)
      const oldest = (since: 'sentAt' | 'keptAt'): number => Math.max(0, ...missing.map((one) => at - one[since]))
      return { shown: millisecondsIn(words), truth: oldest('keptAt'), sent: oldest('sentAt') }
    })
  const gone = messages.filter(({ shownAt }) => shownAt === Number.POSITIVE_INFINITY)
  return {
    shown: ascending(looks.map(({ shown }) => shown)),
    truth: ascending(looks.map(({ truth }) => truth)),
    below: looks.filter(({ shown, truth }) => shown < truth).length,
    least: Math.min(...looks.map(({ shown, truth }) => shown - truth)),
    belowSent: looks.filter(({ shown, sent }) => shown < sent).length,
    still: Math.max(...samples.slice(1).map(({ at }, n) => at - (samples[n]?.at ?? at))),
    arrived: ascending(messages.flatMap(({ sentAt, shownAt }) => (shownAt === Number.POSITIVE_INFINITY ? [] : [shownAt - sentAt]))),
    unseen: gone.filter(({ sentAt }) => sentAt < to - ON_ITS_WAY_MS).length,
  }
}
