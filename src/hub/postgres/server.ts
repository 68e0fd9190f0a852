import { join } from 'node:path'
import type { Log } from '../log.ts'
import { settleOrphan, signalTo } from './orphan.ts'
import { settleByPgCtl, startByPgCtl } from './pg-ctl.ts'
import { type Started, startPostmaster } from './postmaster.ts'
import type { Prepared } from './prepare.ts'
import { leftBehind } from './process-table.ts'
import { clearSocket, removeSocketFolder } from './socket-folder.ts'

/** How this platform starts a server, helps one that is blocked, and cleans up after the last. */
export type Server = {
  start(): Promise<Started>
  hurry(): Promise<void>
  clean(): Promise<void>
}

/** The server of a prepared folder. */
export function serverFor({ place, binaries, listening }: Prepared, log: Log): Server {
  const { data, account } = place
  const logFile = join(place.root, 'postgres.log')
  if (listening.kind === 'port') {
    return {
      async start() {
        await settleByPgCtl(binaries, data)
        return startByPgCtl({ binaries, data, logFile })
      },
      hurry: () => Promise.resolve(),
      clean: () => Promise.resolve(),
    }
  }
  return {
    async start() {
      await settleOrphan(data, log)
      await clearSocket(listening.folder)
      return startPostmaster({ program: binaries.postgres, data, account, logFile })
    },
    async hurry() {
      // Their postmaster is dead and their work uncommitted: SIGQUIT makes them drop it, as a crash would.
      for (const pid of await leftBehind(data)) signalTo(pid, 'SIGQUIT')
    },
    async clean() {
      await clearSocket(listening.folder)
      await removeSocketFolder(listening.folder)
    },
  }
}
