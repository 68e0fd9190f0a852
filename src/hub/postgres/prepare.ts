import type { Log } from '../log.ts'
import { type Binaries, readyBinaries } from './binaries.ts'
import { initialise, inspectData, resetPassword } from './initialise.ts'
import { settleOrphan } from './orphan.ts'
import { freePort, settleByPgCtl } from './pg-ctl.ts'
import { choosePlace, type Place } from './place.ts'
import { findPackage } from './platform-package.ts'
import { makeSecret, readSecret } from './secret.ts'
import { type Listening, writeSettings } from './settings.ts'
import { makeSocketFolder } from './socket-folder.ts'
import { StartRefused } from './start-refused.ts'

/** Everything a server needs before it can be started. */
export type Prepared = {
  readonly place: Place
  readonly binaries: Binaries
  readonly listening: Listening
  readonly password: string
}

/** Brings the folder to where a server can start on it; the caller holds the folder's lock. */
export async function prepare(folder: string, { outside, log }: { outside: readonly string[]; log: Log }): Promise<Prepared> {
  const found = await findPackage()
  const place = await choosePlace(folder, outside)
  const exists = await readable(place, found.major)
  if (exists && process.platform !== 'win32') await settleOrphan(place.data, log)
  const binaries = await readyBinaries({ found, place: place.root, account: place.account })
  if (exists && process.platform === 'win32') await settleByPgCtl(binaries, place.data)
  const listening = await listeningFor(folder, place)
  const secret = await readSecret(folder)
  const password = secret ?? (await makeSecret(folder))
  if (!exists) {
    const began = performance.now()
    await initialise({ place, binaries, listening, password })
    log.info('postgres.initialised', { ms: Math.round(performance.now() - began) })
  } else {
    await writeSettings(place.data, listening, place.account)
    if (!secret) await resetPassword({ place, binaries, password })
  }
  return { place, binaries, listening, password }
}

/** Whether there is data this version can open; what it cannot open is refused and left as it is. */
async function readable(place: Place, major: number): Promise<boolean> {
  const found = await inspectData(place.data)
  if (found.kind === 'none') return false
  if (found.kind === 'other') {
    throw new StartRefused(
      'not-a-database',
      `${place.data} exists but holds no PostgreSQL database. Move it away, or set FORECOURT_HOME to another folder. Nothing was changed.`,
    )
  }
  if (found.major > major) {
    throw new StartRefused(
      'newer-data',
      `The database in ${place.data} was made by PostgreSQL ${found.major}, and this hub carries PostgreSQL ${major}: update the hub. Nothing was changed.`,
    )
  }
  if (found.major < major) {
    throw new StartRefused(
      'older-data',
      `The database in ${place.data} was made by PostgreSQL ${found.major}, and this hub carries PostgreSQL ${major}, which cannot open it. Dump it with an earlier hub's PostgreSQL ${found.major} and load it into a new folder. Nothing was changed.`,
    )
  }
  return true
}

async function listeningFor(folder: string, place: Place): Promise<Listening> {
  return process.platform === 'win32'
    ? { kind: 'port', port: await freePort() }
    : { kind: 'socket', folder: await makeSocketFolder(folder, place.account) }
}
