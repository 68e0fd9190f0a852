// A thousand desks in a process of their own, so that the hub has a processor to itself.
import { BenchDesk, type SignedDesk } from '../bench-desk.ts'

/** What the bench tells this process: everybody comes within so many milliseconds. */
export interface Come {
  readonly within: number
}

/** How it went: from the dial of each to its being served, in milliseconds, and how often one was turned away. */
export interface Came {
  readonly served: readonly number[]
  readonly turnedAway: number
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

const { hub, signed }: { hub: string; signed: readonly SignedDesk[] } = await new Promise((done) => process.once('message', done as never))
const desks = signed.map((one) => new BenchDesk(hub, one))

process.on('message', async ({ within }: Come) => {
  const served = await Promise.all(
    desks.map(async (desk) => {
      await pause(Math.random() * within)
      return desk.come()
    }),
  )
  process.send?.({ served, turnedAway: desks.reduce((sum, desk) => sum + desk.turnedAway, 0) } satisfies Came)
  for (const desk of desks) desk.turnedAway = 0
})
process.on('disconnect', () => process.exit(0))
process.send?.('ready')
