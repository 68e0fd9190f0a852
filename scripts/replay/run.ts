import type { Conversation } from './conversations.ts'
import { nextIn, seeded } from './pace.ts'
import { newTally, type Tally } from './progress.ts'
import { converse, type Door } from './visitor.ts'

/** As many conversations at once as the hub's limit for replays comfortably bears. */
const AT_ONCE = 200

interface Options {
  readonly door: Pick<Door, 'hub' | 'site' | 'key' | 'stopped' | 'tokens' | 'began'>
  readonly rate: number
  readonly told: (tally: Tally) => void
}

/** Waits, or not, when everything stops. */
function pausing(stopped: AbortSignal): (ms: number) => Promise<void> {
  return (ms) =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        stopped.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      if (stopped.aborted) done()
      else stopped.addEventListener('abort', done)
    })
}

/** Sends the conversations at the rate asked for, each by a visitor of its own; what is late waits its turn. */
export async function replay(conversations: readonly Conversation[], { door, rate, told }: Options): Promise<Tally> {
  const tally = newTally()
  const chance = seeded(4070)
  const pause = pausing(door.stopped)
  const retried = (why: string): void => {
    Object.assign(tally, { retries: tally.retries + 1, why })
    told(tally)
  }
  const send = async (conversation: Conversation): Promise<void> => {
    const { said, before, refused } = await converse({ ...door, pause, chance, retried }, conversation)
    tally.said += said
    tally.before += before
    if (!door.stopped.aborted || said + before === conversation.texts.length) tally.done += 1
    if (refused !== null) {
      tally.refused += 1
      tally.firstRefusal ||= refused
    }
    told(tally)
  }
  const underWay = new Set<Promise<void>>()
  let due = Date.now()
  for (const conversation of conversations) {
    due += nextIn(rate, chance)
    await pause(Math.max(0, due - Date.now()))
    while (underWay.size >= AT_ONCE) await Promise.race(underWay)
    if (door.stopped.aborted) break
    tally.begun += 1
    const sending: Promise<void> = send(conversation).finally(() => underWay.delete(sending))
    underWay.add(sending)
  }
  await Promise.all(underWay)
  return tally
}
