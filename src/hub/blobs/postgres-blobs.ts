import { createHash } from 'node:crypto'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { GroupId } from '../../domain/id.ts'
import type { Appended, Blobs, Chunk, Held } from './blobs.ts'

interface Kept {
  readonly received: number
  readonly length: number
  readonly whole_at: number | null
}

/** So many bytes are read at once. */
const PIECE = 256 * 1_024

const heldOf = ({ received, length, whole_at: wholeAt }: Kept): Held => ({ received, length, whole: wholeAt !== null })

type Db = Transaction<unknown>

async function openRow(db: Db, group: GroupId, { sha256, offset, length, at }: Chunk): Promise<Kept> {
  await sql`insert into blob (group_id, sha256, length, at) values (${group}, ${sha256}, ${length}, ${at}) on conflict do nothing`.execute(
    db,
  )
  const { rows } = await sql<Kept>`
    select received, length, whole_at from blob where group_id = ${group} and sha256 = ${sha256} for update`.execute(db)
  const [kept] = rows
  if (!kept) throw new Error(`the file ${sha256} was taken away while it came`)
  if (kept.whole_at !== null || kept.length === length || offset > 0) return kept
  // Somebody named another length before: what they sent is no beginning of this.
  await sql`delete from blob_part where group_id = ${group} and sha256 = ${sha256}`.execute(db)
  await sql`update blob set length = ${length}, received = 0 where group_id = ${group} and sha256 = ${sha256}`.execute(db)
  return { ...kept, length, received: 0 }
}

async function hashOf(db: Db, group: GroupId, sha256: string): Promise<string> {
  const places = await sql<{ place: number }>`
    select place from blob_part where group_id = ${group} and sha256 = ${sha256} order by place`.execute(db)
  const hash = createHash('sha256')
  for (const { place } of places.rows) {
    const { rows } = await sql<{ bytes: Buffer }>`
      select bytes from blob_part where group_id = ${group} and sha256 = ${sha256} and place = ${place}`.execute(db)
    for (const { bytes } of rows) hash.update(bytes)
  }
  return hash.digest('hex')
}

async function append(db: Db, group: GroupId, chunk: Chunk): Promise<Appended> {
  const { sha256, offset, length, at } = chunk
  const kept = await openRow(db, group, chunk)
  const fits = kept.whole_at === null && kept.length === length && kept.received === offset
  if (!fits) return { kind: 'elsewhere', held: heldOf(kept) }
  const bytes = Buffer.from(chunk.bytes)
  const received = offset + bytes.byteLength
  await sql`
    insert into blob_part (group_id, sha256, place, length, bytes)
    values (${group}, ${sha256}, ${offset}, ${bytes.byteLength}, ${bytes})`.execute(db)
  const whole = received === length
  if (whole && (await hashOf(db, group, sha256)) !== sha256) {
    await sql`delete from blob_part where group_id = ${group} and sha256 = ${sha256}`.execute(db)
    await sql`delete from blob where group_id = ${group} and sha256 = ${sha256}`.execute(db)
    return { kind: 'wrong' }
  }
  await sql`
    update blob set received = ${received}, whole_at = ${whole ? at : null}
    where group_id = ${group} and sha256 = ${sha256}`.execute(db)
  return { kind: 'taken', held: { received, length, whole } }
}

interface Part {
  readonly place: number
  readonly length: number
}

async function partsOf(
  db: Db,
  group: GroupId,
  { sha256, from, to }: { sha256: string; from: number; to: number },
): Promise<readonly Part[]> {
  const { rows } = await sql<Part>`
    select p.place, p.length from blob b join blob_part p using (group_id, sha256)
    where b.group_id = ${group} and b.sha256 = ${sha256} and b.whole_at is not null and p.place < ${to} and p.place + p.length > ${from}
    order by p.place`.execute(db)
  return rows
}

/** The bytes of one group's files in PostgreSQL, under the same guard as its rows. */
export function postgresBlobs(db: Kysely<unknown>, group: GroupId): Blobs {
  const inGroup = <T>(work: (step: Db) => Promise<T>): Promise<T> =>
    db.transaction().execute(async (step) => {
      await sql`select set_config('forecourt.group', ${group}, true)`.execute(step)
      await sql`set local role forecourt_hub`.execute(step)
      return work(step)
    })
  const slice = async (sha256: string, place: number, { at, length }: { at: number; length: number }): Promise<Uint8Array | undefined> => {
    const { rows } = await inGroup((step) =>
      sql<{ bytes: Buffer }>`
        select substring(bytes from ${at + 1}::int for ${length}::int) as bytes from blob_part
        where group_id = ${group} and sha256 = ${sha256} and place = ${place}`.execute(step),
    )
    return rows[0]?.bytes
  }
  return {
    async held(sha256) {
      const { rows } = await inGroup((step) =>
        sql<Kept>`select received, length, whole_at from blob where group_id = ${group} and sha256 = ${sha256}`.execute(step),
      )
      return rows[0] ? heldOf(rows[0]) : null
    },
    forget: (before) =>
      inGroup(async (step) => {
        await sql`
          with gone as (delete from blob where group_id = ${group} and whole_at is null and at < ${before} returning sha256)
          delete from blob_part p using gone where p.group_id = ${group} and p.sha256 = gone.sha256`.execute(step)
      }),
    append: (chunk) => inGroup((step) => append(step, group, chunk)),
    async *read(sha256, from, to) {
      for (const { place, length } of await inGroup((step) => partsOf(step, group, { sha256, from, to }))) {
        const end = Math.min(length, to - place)
        for (let at = Math.max(0, from - place); at < end; at += PIECE) {
          const bytes = await slice(sha256, place, { at, length: Math.min(PIECE, end - at) })
          if (!bytes) throw new Error(`a part of the file ${sha256} is not there`)
          yield bytes
        }
      }
    },
  }
}
