import { createHash, randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Row } from '../../../src/domain/kind.ts'
import { Unavailable } from '../../../src/hub/store/unavailable.ts'
import { agentRow, attachmentRow, caseRow, grant, ids, partyRow } from '../support/rows.ts'
import { openHub, signIn, type TestHub } from './open-hub.ts'

let hub: TestHub
let lena: string

const file = randomBytes(1_000)
const sha256 = createHash('sha256').update(file).digest('hex')

beforeEach(async () => {
  hub = await openHub()
  await hub.bring(partyRow(1, [1]), caseRow(1), attachmentRow(1, { sha256, size: file.byteLength }))
  lena = (await signIn(hub, 1)).access
})

afterEach(() => hub.close())

const at = (hash = sha256) => `${hub.url}/v1/blobs/${hash}`
const bearer = (access: string) => ({ authorization: `Bearer ${access}` })
const head = (access = lena, hash = sha256) => fetch(at(hash), { method: 'HEAD', headers: bearer(access) })
const get = (headers: Record<string, string> = {}, access = lena) => fetch(at(), { headers: { ...bearer(access), ...headers } })

const sendBytes = (offset: number, bytes: Uint8Array, headers: Record<string, string> = {}) =>
  fetch(at(), {
    method: 'PATCH',
    body: new Uint8Array(bytes),
    headers: {
      ...bearer(lena),
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
      'upload-length': String(file.byteLength),
      ...headers,
    },
  })
const send = (from: number, to: number, headers: Record<string, string> = {}) => sendBytes(from, file.subarray(from, to), headers)

const told = ({ status, headers }: Response) => [status, headers.get('upload-offset')]
const attachment = (n: number): Promise<Row<'attachment'>> =>
  hub.store.read(async (view) => (await view.rows([{ kind: 'attachment', id: ids.attachment(n) }]))[0]?.row as Row<'attachment'>)

test('a photo comes in pieces, its case has it with the last, and it goes out as it came', async () => {
  expect(told(await head())).toEqual([200, '0'])
  expect(told(await send(0, 400))).toEqual([204, '400'])
  expect(await attachment(1)).toMatchObject({ state: 'awaited' })
  expect((await get()).status).toBe(404)
  expect(told(await head())).toEqual([200, '400'])
  expect(told(await send(400, 1_000))).toEqual([204, '1000'])
  expect(await attachment(1)).toMatchObject({ state: 'stored', storedAt: hub.now() })
  const back = await get()
  expect([back.status, back.headers.get('content-length'), back.headers.get('etag')]).toEqual([200, '1000', `"${sha256}"`])
  expect(Buffer.from(await back.arrayBuffer()).equals(file)).toBe(true)
})

test('a piece whose answer was lost is sent again: nothing is doubled, and the hub says where to go on', async () => {
  await send(0, 400)
  expect(told(await send(0, 400))).toEqual([409, '400'])
  expect(told(await send(700, 1_000))).toEqual([409, '400'])
  await send(400, 1_000)
  expect(told(await send(400, 1_000))).toEqual([204, '1000'])
  expect(Buffer.from(await (await get()).arrayBuffer()).equals(file)).toBe(true)
})

test('bytes that are not what was named are refused, and the file can be sent again from its beginning', async () => {
  await send(0, 400)
  const wrong = await sendBytes(400, randomBytes(600))
  expect([wrong.status, wrong.headers.get('upload-offset'), wrong.headers.get('content-type')]).toEqual([
    422,
    '0',
    'application/problem+json',
  ])
  expect(await attachment(1)).toMatchObject({ state: 'awaited' })
  expect(told(await head())).toEqual([200, '0'])
  expect(told(await send(0, 1_000))).toEqual([204, '1000'])
})

test('the same photo in a second case is there at once: nothing is sent twice', async () => {
  await send(0, 1_000)
  await hub.bring(attachmentRow(2, { sha256, size: file.byteLength }))
  expect(told(await head())).toEqual([200, '1000'])
  expect(await attachment(2)).toMatchObject({ state: 'stored' })
})

test('who may not see the case gets neither the bytes nor a word that there are any, and can send none', async () => {
  await send(0, 1_000)
  const other = (await signIn(hub, 3)).access
  expect([(await head(other)).status, (await get({}, other)).status]).toEqual([404, 404])
  expect((await send(0, 1_000, bearer(other))).status).toBe(404)
  const unknown = createHash('sha256').update('another').digest('hex')
  expect((await head(lena, unknown)).status).toBe(404)
})

test('a hash is no key to a file: who has no case that its bytes came for shows that they have it, by sending all of it', async () => {
  await send(0, 1_000)
  const gareth = (await signIn(hub, 3)).access
  const theirs = { party: ids.party(2), case: ids.case(2) }
  await hub.bring(partyRow(2, [2]), caseRow(2, { party: ids.party(2), site: ids.site(2), queue: ids.queue(2) }))
  await hub.bring(attachmentRow(2, { sha256, size: file.byteLength, ...theirs }))
  const own = bearer(gareth)
  expect([told(await head(gareth)), (await get({}, gareth)).status]).toEqual([[200, '0'], 404])
  expect(told(await send(900, 1_000, own))).toEqual([409, '0'])
  expect(told(await send(0, 400, own))).toEqual([204, '400'])
  expect(told(await sendBytes(400, randomBytes(600), own))).toEqual([422, '0'])
  expect([told(await head(gareth)), await attachment(2)]).toMatchObject([[200, '0'], { state: 'awaited' }])
  expect(told(await send(0, 400, own))).toEqual([204, '400'])
  expect([told(await head(gareth)), (await get({}, gareth)).status]).toEqual([[200, '400'], 404])
  expect(told(await send(400, 1_000, own))).toEqual([204, '1000'])
  expect(await attachment(2)).toMatchObject({ state: 'stored' })
  expect(Buffer.from(await (await get({}, gareth)).arrayBuffer()).equals(file)).toBe(true)
  expect(Buffer.from(await (await get()).arrayBuffer()).equals(file)).toBe(true)
})

test('nobody without a good sign-in comes near a file, and who lost their site has lost its files', async () => {
  await send(0, 1_000)
  for (const access of ['guessed', '']) expect((await get({}, access)).status).toBe(401)
  await hub.bring(agentRow(1, [grant(2)]))
  expect((await get()).status).toBe(404)
  await hub.bring(agentRow(1, [grant(1)], false))
  expect((await get()).status).toBe(401)
})

test('a stretch of a file is given, and what lies beyond it is refused with its length', async () => {
  await send(0, 1_000)
  const part = await get({ range: 'bytes=10-19' })
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 10-19/1000'])
  expect(Buffer.from(await part.arrayBuffer()).equals(file.subarray(10, 20))).toBe(true)
  const beyond = await get({ range: 'bytes=1000-' })
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */1000'])
})

test('a file is never a page: whatever it says it is, it is given as bytes to be kept', async () => {
  await send(0, 1_000)
  const { headers } = await get()
  expect(headers.get('content-type')).toBe('application/octet-stream')
  expect([headers.get('content-disposition'), headers.get('x-content-type-options')]).toEqual(['attachment', 'nosniff'])
})

test('what is not a chunk of this file is refused by what is wrong with it', async () => {
  const refused = async (response: Promise<Response>) => (await response).status
  expect(await refused(send(0, 400, { 'content-type': 'application/json' }))).toBe(415)
  expect(await refused(send(0, 400, { 'upload-offset': '-1' }))).toBe(400)
  expect(await refused(send(0, 400, { 'upload-length': 'many' }))).toBe(400)
  expect(await refused(send(0, 400, { 'upload-length': '999' }))).toBe(409)
  expect(await refused(send(0, 400, { 'upload-length': '99999999' }))).toBe(413)
  expect(await refused(send(0, 0))).toBe(400)
  expect(await refused(send(900, 1_000, { 'upload-offset': '950' }))).toBe(400)
  expect(await refused(fetch(`${hub.url}/v1/blobs/AB`, { headers: bearer(lena) }))).toBe(400)
  expect(await refused(sendBytes(0, randomBytes(1_024 * 1_024 + 1)))).toBe(413)
  expect(told(await head())).toEqual([200, '0'])
})

test('a database that is away is said to be away, and the piece is taken when it is back', async () => {
  hub.hold((step) => (step === 'read' ? Promise.reject(new Unavailable('away')) : Promise.resolve()))
  expect((await send(0, 1_000)).status).toBe(503)
  hub.hold(() => Promise.resolve())
  expect(told(await send(0, 1_000))).toEqual([204, '1000'])
})

test('an agent who sends without end is asked to wait', async () => {
  const answers = await Promise.all(Array.from({ length: 110 }, () => head()))
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(10)
  hub.turn(1_000)
  expect((await head()).status).toBe(200)
})

test('the doors for files are documented from the schemas that parse them', async () => {
  const api = (await (await fetch(`${hub.url}/docs/openapi.json`)).json()) as { paths: Record<string, Record<string, unknown>> }
  const doors = api.paths['/v1/blobs/{sha256}']
  expect(Object.keys(doors ?? {}).sort()).toEqual(['get', 'head', 'patch'])
  expect(doors?.patch).toMatchObject({
    security: [{ desk: [] }],
    parameters: [
      { name: 'sha256', in: 'path', required: true, schema: { pattern: '^[0-9a-f]{64}$' } },
      { name: 'upload-offset', in: 'header', required: true },
      { name: 'upload-length', in: 'header', required: true },
    ],
    requestBody: { content: { 'application/offset+octet-stream': { schema: { format: 'binary' } } } },
  })
  expect(doors?.get).toMatchObject({ parameters: [{ in: 'path' }, { name: 'range', required: false }] })
  expect(await (await fetch(`${hub.url}/docs`)).text()).toContain('/v1/blobs/:sha256')
})
