// PouchDB: LevelDB on both sides, its own replication over HTTP. The server is a process of its own.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PouchDB from 'pouchdb'
import { ALREADY, BATCH, MISSED, messages, tell } from './common.mjs'

const folder = mkdtempSync(join(tmpdir(), 'forecourt-rival-pouch-'))
const server = spawn(process.execPath, [join(import.meta.dirname, 'pouch-server.mjs'), folder], { stdio: ['ignore', 'pipe', 'ignore'] })
process.on('exit', () => {
  server.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})
const port = await new Promise((resolve) => server.stdout.once('data', (said) => resolve(Number(said.toString()))))
const remote = new PouchDB(`http://127.0.0.1:${port}/db/messages`)

/** @param {number} from @param {number} count */
async function fill(from, count) {
  for (let at = from; at < from + count; at += BATCH) {
    await remote.bulkDocs(messages(at, BATCH, 'm').map(({ id, ...rest }) => ({ _id: id, ...rest })))
  }
}

await fill(0, ALREADY)
const local = new PouchDB(join(folder, 'client'))
const options = { batch_size: BATCH, batches_limit: 4 }
await PouchDB.replicate(remote, local, options)
await fill(ALREADY, MISSED)
const began = performance.now()
const { docs_written: rows } = await PouchDB.replicate(remote, local, options)
tell({ ms: performance.now() - began, rows })
process.exit(0)
