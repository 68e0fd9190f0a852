// RxDB with its free memory storage on both sides (its free SQLite storage stops near 500 documents) and its own WebSocket replication.
import { createServer } from 'node:net'
import { createRxDatabase } from 'rxdb/plugins/core'
import { replicateWithWebsocketServer, startWebsocketServer } from 'rxdb/plugins/replication-websocket'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { ALREADY, BATCH, MISSED, messages, tell, until } from './common.mjs'

const text = { type: 'string', maxLength: 40 }
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: text,
    conversationId: text,
    seq: { type: 'number', minimum: 0, maximum: 1e9, multipleOf: 1 },
    body: { type: 'string' },
    writtenAt: { type: 'number' },
  },
  indexes: [['conversationId', 'seq']],
  required: ['id', 'conversationId', 'seq'],
}

/** @param {string} name */
async function open(name) {
  const database = await createRxDatabase({ name, storage: getRxStorageMemory(), multiInstance: false })
  await database.addCollections({ messages: { schema } })
  return database
}

const free = await new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address()
    server.close(() => resolve(port))
  })
})
const server = await open('server')
/** @param {number} from @param {number} count */
async function fill(from, count) {
  for (let at = from; at < from + count; at += BATCH) await server.messages.bulkInsert(messages(at, BATCH, 'm'))
}
await fill(0, ALREADY)
await startWebsocketServer({ database: server, port: free, path: '/sync' })
const client = await open('client')
const url = `ws://localhost:${free}/sync`
const sync = await replicateWithWebsocketServer({
  replicationIdentifier: 'desk',
  collection: client.messages,
  url,
  batchSize: BATCH,
  live: true,
})
await sync.awaitInSync()
await sync.pause()
await fill(ALREADY, MISSED)
const began = performance.now()
await sync.start()
sync.reSync()
await until(async () => (await client.messages.count().exec()) >= ALREADY + MISSED)
tell({ ms: performance.now() - began, rows: MISSED })
process.exit(0)
