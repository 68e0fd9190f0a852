import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands } from '../../../src/domain/commands/table.ts'
import type { AuditPage } from '../../../src/domain/contract/audit.ts'
import { attachment, held } from '../../support/rows.ts'
import { openHub, type Posted, type TestHub } from '../doors/open-hub.ts'
import { truth } from '../support/desk.ts'
import { act, blob, enter, furnishSides, holding, Prober, type Who } from '../support/prober.ts'
import { type Random, seeded } from '../support/random.ts'
import { fresh, type Like, NO_AGENTS, nextProbe, type Probe, twinOf } from '../support/trespass.ts'
import { agentOf, bytesOf, CASES, hashOf, idOf, PEOPLE, type Person, sideRows } from '../support/two-sites.ts'

const seed = Number(process.env.FORECOURT_SEED ?? Date.now() % 1_000_000)
const random: Random = seeded(seed)

const OURS = 'a0a0'
const THEIRS = 'b0b0'

/** A supervisor of a site and no other, now and then its administrator; those of the other site are answered by the same. */
const probing: readonly Who[] = [
  { side: OURS, person: 'supervisor' },
  { side: OURS, person: 'admin' },
]

const counts: Record<string, number> = {}
function count(kind: string, more = 1): void {
  counts[kind] = (counts[kind] ?? 0) + more
}

const people = Object.keys(PEOPLE) as readonly Person[]
const some = () => random.below(CASES) + 1

let hub: TestHub
const open: Prober[] = []

async function enters(who: Who): Promise<Prober> {
  const prober = await Prober.open(hub, who)
  open.push(prober)
  return prober
}

const theirScopes = (): readonly string[] => [
  ...['floor', 'site'].map((kind) => `${kind}:${idOf(THEIRS, 'site', 1)}`),
  ...[1, 2].map((n) => `queue:${idOf(THEIRS, 'queue', n)}`),
  ...people.map((person) => `user:${agentOf(THEIRS, person)}`),
  ...Array.from({ length: CASES }, (_, n) => `party:${idOf(THEIRS, 'party', n + 1)}`),
]

/** Everything that is the other site's, as it stands. */
async function theirs(): Promise<string> {
  const refs = sideRows(THEIRS).map(({ kind, row }) => ({ kind, id: row.id }))
  const rows = await hub.store.read((view) => view.rows(refs))
  return JSON.stringify([rows, await truth(hub.store, theirScopes() as never)])
}

let stood = ''

const unchanged = async (): Promise<void> => expect(await theirs()).toBe(stood)

/** Both sites go on with their work. */
async function goesOn(): Promise<void> {
  await unchanged()
  for (const side of [OURS, THEIRS] as const) await act(hub, side)
  stood = await theirs()
}

const twin = <T>(value: T, like: Like = 'unknown'): T => JSON.parse(twinOf(JSON.stringify(value), like)) as T
const told = (value: unknown): string => twinOf(JSON.stringify(value), 'unknown')

/** What is told of theirs and not of what nobody ever made. */
function differing(what: unknown, real: unknown, unreal: unknown): readonly string[] {
  if (told(real) === told(unreal)) return []
  return [`${JSON.stringify(what)}: ${JSON.stringify(real)}, of nothing: ${JSON.stringify(unreal)}`]
}

interface Sent extends Probe {
  readonly real: { readonly id: string; readonly outcome: unknown }
  readonly unreal: { readonly id: string; readonly outcome: unknown }
}

async function send(prober: Prober, probes: readonly Probe[]): Promise<readonly Sent[]> {
  const real = await prober.push(probes)
  const unreal = await prober.push(probes.map((probe) => twin(probe, probe.like)))
  return probes.map((probe, n) => ({ ...probe, real: real[n]!, unreal: unreal[n]! }))
}

/** What one's own history tells: a command that named something of theirs stands in it just as the one that named nothing. */
async function inHistory(who: Who, sent: readonly Sent[]): Promise<readonly string[]> {
  const { access } = await enter(hub, who)
  const there = new Set<string>()
  for (let n = 1; n <= CASES; n++) {
    let before: number | null = null
    do {
      const { body } = await ask('/v1/audit', { case: idOf(OURS, 'case', n), before }, access)
      const page = body as unknown as AuditPage
      for (const entry of page.entries) there.add(entry.command)
      before = page.next
    } while (before !== null)
  }
  const unknown = sent.filter(({ like }) => like === 'unknown')
  return unknown.flatMap(({ real, unreal, name, args }) => differing({ audit: name, args }, there.has(real.id), there.has(unreal.id)))
}

const answered = ({ real, unreal, name, args, after, id }: Sent): readonly string[] =>
  differing({ name, args, after, id }, real.outcome, unreal.outcome)

async function ask(path: string, body: object, access: string): Promise<Posted> {
  return hub.post(path, body, { authorization: `Bearer ${access}` })
}

/** Scopes asked for while one's own site goes on, and theirs as well. */
async function wanting(prober: Prober, times: number): Promise<readonly string[]> {
  const answers: string[] = []
  await prober.hello({ epoch: null, cursor: 0 })
  await prober.ask('listen')
  const { side, person } = prober.signed
  const own = ['ref', `user:${agentOf(side, person)}`, `floor:${idOf(side, 'site', 1)}`, `party:${idOf(side, 'party', 1)}`]
  await prober.ask('want', { add: own, drop: [] })
  for (let n = 0; n < times; n++) {
    const scopes = random.once(8) ? [`device:${idOf(THEIRS, 'device', 1)}`] : Array.from({ length: 20 }, () => random.pick(theirScopes()))
    const real = await prober.ask('want', { add: scopes, drop: [] })
    answers.push(...differing(scopes, real, await prober.ask('want', { add: twin(scopes), drop: [] })))
    count('scopes wanted', scopes.length)
    if (random.once(5)) await goesOn()
  }
  return answers
}

async function holds(prober: Prober, times: number): Promise<readonly string[]> {
  const answers: string[] = []
  for (let n = 0; n < times; n++) {
    const { epoch, head } = hub.store.history.feed
    const stand = random.pick([
      { epoch: null, cursor: 0 },
      { epoch, cursor: 0 },
      { epoch, cursor: head },
      { epoch: randomUUID(), cursor: 5 },
    ])
    const scopes = Array.from({ length: 6 }, () => random.pick(theirScopes()))
    const meanwhile = random.once(4) ? goesOn : async () => undefined
    const real = await holding(prober, { stand, scopes, meanwhile })
    const unreal = await holding(prober, { stand, scopes: twin(scopes), meanwhile })
    answers.push(...differing({ stand, scopes }, real, unreal))
    count('scopes held', scopes.length)
    count('digests checked', 2 * scopes.length)
  }
  return answers
}

type Asked = readonly [door: string, body: object]

function nextAsked({ person }: Who): Asked {
  const agent = agentOf(THEIRS, random.pick(people))
  const grants = [{ site: idOf(THEIRS, 'site', 1), role: 'agent' }]
  const kept = { id: agent, name: 'Somebody', email: 'somebody@dealer.example', language: 'en', grants, active: random.once(2) }
  return random.pick<Asked>([
    ['/v1/audit', { case: idOf(THEIRS, 'case', some()), before: random.pick([null, random.below(900) + 1]) }],
    ['/v1/audit', { case: idOf(THEIRS, 'case', some()), before: null }],
    ['/v1/devices', { agent }],
    ['/v1/devices/wipe', { agent: random.pick([agent, agentOf(OURS, person)]), device: theirDevice }],
    ['/v1/agents', { ...kept, password: random.pick([null, 'twelve characters']) }],
  ])
}

let theirDevice = ''

async function knocking(who: Who, times: number): Promise<readonly string[]> {
  const { access } = await enter(hub, who)
  const answers: string[] = []
  for (let n = 0; n < times; n++) {
    const [door, body] = nextAsked(who)
    const [real, unreal] = [await ask(door, body, access), await ask(door, twin(body), access)]
    answers.push(...differing([door, body], real, unreal))
    if (real.status < 400) answers.push(`${door} ${JSON.stringify(body)}: ${real.status}`)
    count(door)
  }
  return answers
}

/** A case of one's own names files by hashes that are known from somewhere: one that is theirs, and one that is nobody's. */
async function namesHashes(): Promise<void> {
  const size = bytesOf(THEIRS).length
  const own = { case: idOf(OURS, 'case', 6), party: idOf(OURS, 'party', 6), size }
  for (const sha256 of [hashOf(THEIRS), 'dead'.repeat(16)])
    await hub.bring(held('attachment', attachment({ id: fresh('attachment'), ...own, sha256 })))
}

/** The bytes of their file, asked for by its hash; `bytes`: what is sent as if it were it. */
async function fetching(who: Who, bytes: readonly Buffer[], times: number): Promise<readonly string[]> {
  const { access } = await enter(hub, who)
  const answers: string[] = []
  for (let n = 0; n < times; n++) {
    const length = String(bytesOf(THEIRS).length)
    const upload = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0', 'upload-length': length }
    const how = random.pick([
      { method: 'HEAD' },
      { method: 'GET' },
      { method: 'GET', headers: { range: 'bytes=0-3' } },
      { method: 'PATCH', headers: { ...upload, 'upload-offset': random.pick(['0', '0', '8']) }, body: new Uint8Array(random.pick(bytes)) },
    ] as const)
    const real = await blob(hub, access, { ...how, hash: hashOf(THEIRS) })
    answers.push(...differing(how, real, await blob(hub, access, { ...how, hash: 'dead'.repeat(16) })))
    count('/v1/blobs')
  }
  return answers
}

beforeAll(async () => {
  // The house in which supervisors are shown the most.
  hub = await openHub({ watching: 'preview' })
  await furnishSides(hub)
  const signed = await enter(hub, { side: THEIRS, person: 'agent' })
  theirDevice = signed.device
  stood = await theirs()
}, 120_000)

afterAll(async () => {
  for (const prober of open.splice(0)) prober.desk.close()
  await hub.close()
})

/** Pushes of fifty. */
const COMMANDS = 136

test(`no command at what another site has is answered, nor told that there is anything (seed ${seed})`, async () => {
  const answers: string[] = []
  for (const who of probing) {
    const prober = await enters(who)
    const sent: Sent[] = []
    const times = Math.round(COMMANDS * (who.person === 'supervisor' ? 0.8 : 0.2))
    for (let n = 0; n < times; n++)
      sent.push(
        ...(await send(
          prober,
          Array.from({ length: 50 }, () => nextProbe(random)),
        )),
      )
    for (const one of sent) count(one.like === 'taken' ? 'commands with a taken id' : 'commands')
    answers.push(...sent.flatMap(answered), ...(await inHistory(who, sent)))
    await prober.settle()
    answers.push(...prober.strays(THEIRS))
  }
  expect(answers.slice(0, 5)).toEqual([])
  await unchanged()
}, 120_000)

test('no scope of another site is given, by whatever road it is asked for', async () => {
  const answers: string[] = []
  for (const who of probing) {
    const prober = await enters(who)
    answers.push(...(await wanting(prober, 40)), ...(await holds(prober, 50)))
    await prober.settle()
    answers.push(...prober.strays(THEIRS))
  }
  expect(answers.slice(0, 5)).toEqual([])
  await unchanged()
}, 120_000)

test('no door tells of another site', async () => {
  const answers: string[] = []
  const guesses = [7, 8, 15].map((length) => randomBytes(length))
  for (const who of probing) answers.push(...(await knocking(who, 200)), ...(await fetching(who, [bytesOf(THEIRS), ...guesses], 50)))
  await namesHashes()
  for (const who of probing) answers.push(...(await fetching(who, guesses, 100)))
  expect(answers.slice(0, 5)).toEqual([])
  await unchanged()
}, 120_000)

test('who looks and who types at another site is told to nobody', async () => {
  const answers: string[] = []
  const listener = await enters({ side: THEIRS, person: 'agent' })
  await listener.hello({ epoch: null, cursor: 0 })
  await listener.ask('listen')
  const named = (n: number) => ({ case: idOf(THEIRS, 'case', n), party: idOf(THEIRS, 'party', n) })
  await listener.tell('viewing', { ...named(1), writing: true })
  const before = listener.desk.heard.length
  for (const who of probing) {
    const prober = await enters(who)
    for (let n = 0; n < 100; n++) {
      const at = named(random.once(2) ? 1 : some())
      if (random.once(2)) await prober.tell('viewing', { ...at, writing: random.once(2) })
      else await prober.tell('typing', { ...at, typing: random.once(2), text: `${OURS} draft` })
      if (random.once(4)) await listener.tell('viewing', { ...named(1), writing: random.once(2) })
      else if (random.once(3)) await listener.tell('typing', { ...named(1), typing: true, text: `${THEIRS} draft` })
      count('told of looking and typing')
    }
    answers.push(...prober.desk.heard.map((heard) => JSON.stringify(heard)), ...prober.strays(THEIRS))
  }
  const heard = listener.desk.heard.slice(before).filter(({ value }) => JSON.stringify(value).includes(OURS))
  expect([...answers, ...heard]).toEqual([])
}, 120_000)

/** Everything that was probed, asked by those who may: what each of them got by it. */
async function led(): Promise<Readonly<Record<string, unknown>>> {
  const supervisor = await enters({ side: THEIRS, person: 'supervisor' })
  const signed = supervisor.signed.access
  const stand = { epoch: hub.store.history.feed.epoch, cursor: hub.store.history.feed.head }
  const scopes = theirScopes().slice(0, 4)
  const meanwhile = async () => undefined
  const held = await holding(supervisor, { stand, scopes, meanwhile })
  const nothing = await holding(supervisor, { stand, scopes: twin(scopes), meanwhile })
  await supervisor.hello({ epoch: null, cursor: 0 })
  await supervisor.ask('listen')
  const { refused } = await supervisor.ask('want', { add: theirScopes(), drop: [] })
  await supervisor.settle()
  const kinds = supervisor.frames.flatMap(({ pages }) => pages.flatMap(({ rows }) => rows.map(({ kind }) => kind)))
  const page = await ask('/v1/audit', { case: idOf(THEIRS, 'case', 1), before: null }, signed)
  const file = await blob(hub, signed, { method: 'GET', hash: hashOf(THEIRS) })
  const { access } = await enter(hub, { side: THEIRS, person: 'admin' })
  const devices = await ask('/v1/devices', { agent: agentOf(THEIRS, 'agent') }, access)
  return {
    checked: differing('', held.before, nothing.before).length + differing('', held.told, nothing.told).length,
    refused: (refused as readonly string[]).length,
    kinds: [...new Set(kinds)].toSorted(),
    entries: (page.body as unknown as AuditPage).entries.length > 0,
    file: file.text,
    devices: (devices.body as unknown as { devices: readonly unknown[] }).devices.length > 0,
  }
}

test('who leads the other site is answered by the very same, so that silence says something', async () => {
  const kinds = new Set(sideRows(THEIRS).map(({ kind }) => kind))
  for (const kind of ['site', 'agent', 'queue'] as const) kinds.delete(kind)
  expect(await led()).toEqual({
    checked: 2,
    refused: people.length - 1,
    kinds: [...kinds].toSorted(),
    entries: true,
    file: bytesOf(THEIRS).toString(),
    devices: true,
  })

  const listener = await enters({ side: THEIRS, person: 'agent' })
  const supervisor = await enters({ side: THEIRS, person: 'supervisor' })
  for (const desk of [listener, supervisor]) {
    await desk.hello({ epoch: null, cursor: 0 })
    await desk.ask('listen')
    await desk.settle()
  }
  const looking = { case: idOf(THEIRS, 'case', 1), party: idOf(THEIRS, 'party', 1) }
  for (const desk of [listener, supervisor]) await desk.tell('viewing', { ...looking, writing: true })
  await listener.tell('typing', { ...looking, typing: true, text: `${THEIRS} draft` })
  await supervisor.settle()
  const heard = [listener, supervisor].map(({ desk }) => desk.heard.flatMap(({ event }) => (event === 'pulse' ? [] : [event])))
  expect(heard).toEqual([
    ['viewing', 'viewing'],
    ['viewing', 'typing'],
  ])

  const expected = Object.keys(commands).filter((name) => !NO_AGENTS.has(name as Probe['name']))
  const by = new Set<string>()
  for (let n = 0; n < 60 && by.size < expected.length; n++) {
    const sent = await send(
      supervisor,
      Array.from({ length: 50 }, () => nextProbe(random)),
    )
    for (const one of sent) if (answered(one).length > 0) by.add(one.name)
  }
  expect([...by].toSorted()).toEqual(expected.toSorted())
  const note = { message: randomUUID(), ...looking, text: 'Hello' }
  const [mine] = await listener.push([{ name: 'message.note', args: note, id: null, after: [idOf(THEIRS, 'command', 1)] }])
  expect(mine?.outcome).toEqual({ ok: true })
}, 120_000)

test('so many were asked', () => {
  const all = Object.values(counts).reduce((sum, more) => sum + more, 0)
  console.log(`other site, seed ${seed}: ${all} probes, ${JSON.stringify(counts)}`)
  expect(all).toBeGreaterThanOrEqual(10_000)
})
