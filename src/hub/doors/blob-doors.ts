import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { problem } from '../../domain/contract/problem.ts'
import { type AgentId, uuidv7 } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import { ATTACHMENT_BYTES, Sha256 } from '../../domain/noun/attachment.ts'
import { partyScope } from '../../domain/scope.ts'
import type { Appended, Blobs, Held } from '../blobs/blobs.ts'
import { openProofs, type Proofs } from '../blobs/proofs.ts'
import { entitlementOf } from '../feed/entitlement.ts'
import type { Act } from '../intake/act.ts'
import { only } from '../intake/rows.ts'
import type { Store } from '../store/store.ts'
import type { Admission } from './admission.ts'
import { type BytesDoor, bytesDoor, type Given } from './bytes-door.ts'
import { type DeskCallerOptions, deskCaller } from './desk-caller.ts'
import type { Caller } from './door.ts'
import { stretchOf } from './range.ts'

export type BlobDoorsOptions = DeskCallerOptions & {
  readonly store: Pick<Store, 'read'>
  readonly blobs: Blobs
  readonly act: Act
  readonly admission: Pick<Admission, 'bytes'>
}

/** The largest chunk that is taken at once. On a slow line smaller ones are wise: a request may last ten seconds. */
export const CHUNK_BYTES = 1_024 * 1_024

const Params = z.strictObject({ sha256: Sha256 })
const Plain = z.object({})
const Ranged = z.object({ range: z.string().max(100).optional() })
const Count = z
  .string()
  .regex(/^\d{1,9}$/, 'A count of bytes')
  .transform(Number)
const Upload = z.object({ 'upload-offset': Count, 'upload-length': Count })

/** A file as its caller may know it: the rows that name it in cases that they may see. */
type File = { readonly agent: AgentId; readonly sha256: string; readonly rows: readonly Row<'attachment'>[] }
type Named = { readonly ok: true; readonly file: File } | Extract<Given, { ok: false }>
type Options = BlobDoorsOptions & { readonly proofs: Proofs }

const no = (status: number, detail?: string): Extract<Given, { ok: false }> => ({
  ok: false,
  problem: problem(status, detail === undefined ? {} : { detail }),
})
const place = ({ received, length }: Pick<Held, 'received' | 'length'>) => ({
  'upload-offset': String(received),
  'upload-length': String(length),
})
const done = (status: number, headers: Readonly<Record<string, string>>): Given => ({ ok: true, status, headers, bytes: null })

/** The files by this hash that the caller may see the rows of: who may not read of a file may not have its bytes. */
async function namedTo(options: BlobDoorsOptions, sha256: string, caller: Caller): Promise<Named> {
  const agent = await deskCaller(options, caller)
  if (!agent) return no(401)
  const admitted = options.admission.bytes(agent.id)
  if (!admitted.ok) return admitted
  const rows = await options.store.read(async (view) => {
    const all = only(await view.find({ lookup: 'attachment.ofHash', key: sha256 }), 'attachment')
    const { refused } = await entitlementOf(view, agent.id, [...new Set(all.map(({ party }) => partyScope(party)))])
    return all.filter(({ party }) => !refused.has(partyScope(party)))
  })
  return rows.length > 0 ? { ok: true, file: { agent: agent.id, sha256, rows } } : no(404)
}

/** Whether the bytes that are here are their caller's as well: they came for a case that they may see, or from themselves. */
const isShown = ({ proofs }: Options, { agent, sha256, rows }: File): boolean =>
  rows.some(({ state }) => state === 'stored') || proofs.has(agent, sha256)

/** How far the bytes have come, as their caller may know it: what others have sent of a whole file is nothing to them. */
async function heldFor(options: Options, file: File): Promise<Held> {
  const held = await options.blobs.held(file.sha256)
  if (held && (!held.whole || isShown(options, file))) return held
  const received = held ? options.proofs.received(file.sha256) : 0
  return { received, length: file.rows[0]?.size ?? 0, whole: false }
}

/** Tells the cases that wait for these bytes that they are here, also where only that was lost the last time. */
async function settle({ act, now }: Options, { sha256, rows }: File, { length }: Held): Promise<void> {
  for (const { id, party, state, size } of rows) {
    if (state !== 'awaited' || size !== length) continue
    const actor = { kind: 'system', name: 'files' } as const
    await act({ id: uuidv7(now(), randomBytes(10)), name: 'attachment.stored', args: { attachment: id, party, sha256 }, actor })
  }
}

const WRONG = 'The bytes are not those that the hash names. Send the file again from its beginning.'

type Piece = { readonly offset: number; readonly length: number; readonly bytes: Uint8Array }

/** Takes the next bytes; of a file that is here and not theirs, as a proof that they have it. */
async function append(options: Options, file: File, piece: Piece): Promise<Appended> {
  const { agent, sha256 } = file
  const unshown = !isShown(options, file)
  const again = unshown && (await options.blobs.held(sha256))?.whole === true
  const chunk = { sha256, ...piece }
  const appended = again ? options.proofs.take(chunk) : await options.blobs.append({ ...chunk, at: options.now() })
  if (appended.kind === 'wrong' || !appended.held.whole) return appended
  // Somebody else sent the last of it meanwhile: then it is not theirs yet.
  if (appended.kind === 'elsewhere' && unshown) return { kind: 'elsewhere', held: { received: 0, length: piece.length, whole: false } }
  options.proofs.keep(agent, sha256)
  return appended
}

async function take(options: Options, file: File, piece: Piece): Promise<Given> {
  const { offset, length, bytes } = piece
  if (bytes.byteLength === 0 || offset + bytes.byteLength > length) return no(400, 'A chunk has bytes, and ends within the file.')
  const appended = await append(options, file, piece)
  if (appended.kind === 'wrong') return { ...no(422, WRONG), headers: place({ received: 0, length }) }
  const { held } = appended
  if (held.whole) await settle(options, file, held)
  // A chunk sent again because its answer was lost: the file is whole, and that is what it asked for.
  if (appended.kind === 'taken' || held.whole) return done(204, place(held))
  return { ...no(409, 'Go on from Upload-Offset.'), headers: place(held) }
}

async function give(options: Options, file: File, range: string | undefined): Promise<Given> {
  const { sha256 } = file
  const held = await heldFor(options, file)
  if (!held.whole) return no(404)
  const stretch = stretchOf(range, held.length)
  if (!stretch) return { ...no(416), headers: { 'content-range': `bytes */${held.length}` } }
  const { from, to } = stretch
  const part = range === undefined ? {} : { 'content-range': `bytes ${from}-${to - 1}/${held.length}` }
  const headers = { ...part, 'content-length': String(to - from), 'accept-ranges': 'bytes', etag: `"${sha256}"` }
  const type = { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment' }
  return {
    ok: true,
    status: range === undefined ? 200 : 206,
    headers: { ...headers, ...type },
    bytes: options.blobs.read(sha256, from, to),
  }
}

const path = '/v1/blobs/:sha256'

/** Where the bytes of files come and go, by their hash; only for who may see a case that names it. */
export const blobDoors = (parts: BlobDoorsOptions): readonly BytesDoor[] => doorsOf({ ...parts, proofs: openProofs() })

const doorsOf = (options: Options): readonly BytesDoor[] => [
  bytesDoor({
    ...{ method: 'HEAD', path, params: Params, headers: Plain, takes: null, refuses: [400, 401, 404, 429, 503] },
    summary: 'Says how far the bytes of a file have come: go on from Upload-Offset',
    answers: { 200: 'Upload-Offset and Upload-Length; the file is whole where they are equal' },
    async handle({ params: { sha256 } }, caller) {
      const named = await namedTo(options, sha256, caller)
      if (!named.ok) return named
      const held = await heldFor(options, named.file)
      if (held.whole) await settle(options, named.file, held)
      return done(200, place(held))
    },
  }),
  bytesDoor({
    ...{ method: 'PATCH', path, params: Params, headers: Upload, takes: 'application/offset+octet-stream' },
    summary: 'Takes the next bytes of a file, at most one MiB; with the last of them its cases have it',
    answers: { 204: 'Taken; Upload-Offset says where to go on' },
    refuses: [400, 401, 404, 409, 413, 415, 422, 429, 503],
    async handle({ params: { sha256 }, headers, body }, caller) {
      const named = await namedTo(options, sha256, caller)
      if (!named.ok) return named
      const length = headers['upload-length']
      if (length > ATTACHMENT_BYTES) return no(413, `At most ${ATTACHMENT_BYTES} bytes.`)
      if (!named.file.rows.some(({ size }) => size === length)) return { ok: false, problem: problem(409, { field: 'upload-length' }) }
      return take(options, named.file, { offset: headers['upload-offset'], length, bytes: body })
    },
  }),
  bytesDoor({
    ...{ method: 'GET', path, params: Params, headers: Ranged, takes: null, refuses: [400, 401, 404, 416, 429, 503] },
    summary: 'Gives the bytes of a file, or the range that is asked for',
    answers: { 200: 'The bytes', 206: 'The range that was asked for' },
    async handle({ params: { sha256 }, headers: { range } }, caller) {
      const named = await namedTo(options, sha256, caller)
      return named.ok ? give(options, named.file, range) : named
    },
  }),
]
