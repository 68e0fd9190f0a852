import { setTimeout as wait } from 'node:timers/promises'
import type { Log } from '../log.ts'
import type { Postmaster, Started } from './postmaster.ts'
import { StartRefused } from './start-refused.ts'

/** A server that is started again when it dies. */
export type Supervised = {
  pid(): number | null
  /** Hears of each restart, with how many there have been; returns the way to stop hearing. */
  onRestarted(hear: (restarts: number) => void): () => void
  /** Fulfilled with the reason when the server is down and could not be brought back. */
  readonly lost: Promise<string>
  stop(): Promise<void>
}

export type Supervision = {
  readonly start: () => Promise<Started>
  /** Called while what a dead server left behind still holds the data. */
  readonly hurry: () => Promise<void>
  readonly log: Log
}

const blockedFor = 60_000
const hurryAfter = 3_000
/** More deaths than this within the window mean that starting again does not help. */
const tolerated = { deaths: 5, within: 60_000 }

/** Starts the server and keeps it up until told to stop. */
export async function supervise({ start, hurry, log }: Supervision): Promise<Supervised> {
  const listeners = new Set<(restarts: number) => void>()
  const lost = Promise.withResolvers<string>()
  let stopping = false
  let running: Postmaster | null = await bringUp(start, hurry)
  log.info('postgres.started', { pid: running.pid })

  const watch = async () => {
    const deaths: number[] = []
    let restarts = 0
    while (running) {
      await running.exited
      running = null
      if (stopping) return
      const began = performance.now()
      log.error('postgres.died', { count: restarts + 1 })
      deaths.push(began)
      if (deaths.filter((death) => death > began - tolerated.within).length > tolerated.deaths) {
        throw new StartRefused('cannot-start', `PostgreSQL keeps dying: see postgres.log in the hub's folder.`)
      }
      running = await bringUp(start, hurry)
      restarts += 1
      log.info('postgres.restarted', { pid: running.pid, ms: Math.round(performance.now() - began) })
      // Asked to stop while it was coming up: the loop's next turn sees it end.
      if (stopping) void running.stop()
      else for (const hear of listeners) hear(restarts)
    }
  }
  const watching = watch().catch((error: unknown) => {
    running = null
    log.error('postgres.lost')
    lost.resolve(error instanceof Error ? error.message : String(error))
  })

  return {
    pid: () => running?.pid ?? null,
    lost: lost.promise,
    onRestarted(hear) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    async stop() {
      stopping = true
      await running?.stop()
      await watching
    },
  }
}

async function bringUp(start: () => Promise<Started>, hurry: () => Promise<void>): Promise<Postmaster> {
  const began = performance.now()
  for (;;) {
    const started = await start()
    if (started.kind === 'up') return started.postmaster
    const waited = performance.now() - began
    if (started.kind === 'failed' || waited > blockedFor) {
      throw new StartRefused('cannot-start', `PostgreSQL did not start: ${started.reason}`)
    }
    if (waited > hurryAfter) await hurry()
    await wait(50)
  }
}
