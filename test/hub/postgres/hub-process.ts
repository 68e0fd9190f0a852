// A hub reduced to its database, in a process of its own so that a test can kill it: prints each number when it is committed.
import { sql } from 'kysely'
import { openLog } from '../../../src/hub/log.ts'
import { openEmbedded } from '../../../src/hub/postgres/embedded.ts'
import { open } from '../../../src/hub/postgres/open.ts'

const folder = process.argv[2] ?? ''
const log = openLog({ level: 'silent', now: Date.now, write: () => undefined })
const embedded = await openEmbedded({ folder, log })
const { db } = await open<unknown>(embedded, { log })
await sql`create table if not exists kept (number integer primary key)`.execute(db)
console.log(`pid ${embedded.pid()}`)
for (let number = 1; ; number += 1) {
  await sql`insert into kept values (${number})`.execute(db)
  console.log(`kept ${number}`)
}
