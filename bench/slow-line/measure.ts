import { setTimeout as pause } from 'node:timers/promises'
import { SignedIn } from '../../src/domain/contract/sign-in.ts'
import { type CaseId, CommandId, type PartyId } from '../../src/domain/id.ts'
import { SAMPLE_AGENT, SAMPLE_PASSWORD } from '../../src/hub/sample/accounts.ts'
import { ChaosProxy } from '../../test/support/chaos/proxy.ts'
import { TestDesk, until, value } from '../../test/support/desk.ts'
import { freshFolder, removeFolder } from '../../test/support/folder.ts'
import { newId } from '../../test/support/new-id.ts'
import { TestVisitor } from '../../test/support/test-visitor.ts'

/** What a fresh desk of an agent who works everywhere came to over one line, in milliseconds and bytes. */
export interface Measured {
  readonly queueMs: number
  readonly replyMs: number
  readonly liveMs: number
  /** Down the line until everything was there, and in ten seconds of quiet after it. */
  readonly bytes: number
  readonly idleBytes: number
  readonly connections: number
}

/** 256 kbit/s each way, and 300 ms there and back. */
export const slow = { rate: 32_000, latency: 150 } as const

const PATIENCE_MS = 240_000
const QUIET_MS = 10_000

async function signIn(hub: string, device: string): Promise<SignedIn> {
  const response = await fetch(`${hub}/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: SAMPLE_AGENT.email, password: SAMPLE_PASSWORD, device }),
  })
  if (!response.ok) throw new Error(await response.text())
  return SignedIn.parse(await response.json())
}

type Named = { readonly case: CaseId; readonly party: PartyId }

/** Claims the customer's case and answers it, as soon as this desk has it. */
function answer(desk: TestDesk, named: Named, text: string): void {
  const header = desk.engine.replica.pending.view.get('case', named.case)
  const claimed = desk.run('case.claim', named)
  const said = { ...named, message: newId(), text, fence: (header?.fence ?? 0) + 1, knows: header?.messages ?? 0 }
  const replied = desk.run('message.reply', said, { after: claimed.kept ? [CommandId.parse(claimed.command)] : [] })
  if (!replied.kept) throw new Error(JSON.stringify(replied.outcome))
}

/** Every queue is whole, and the customer stands in one; asked of the file, so that asking often costs nothing. */
function hasQueues(desk: TestDesk, party: string): boolean {
  const { held, store } = desk.engine.replica
  const queues = held.entries().filter(([scope]) => scope.startsWith('queue:'))
  const whole = queues.length > 0 && queues.every(([, { state }]) => state === 'whole')
  return whole && store.get('SELECT 1 FROM row_case WHERE party = ?', party) !== undefined
}

/** Signs a fresh desk in over a line, answers a waiting customer, and lets everything come. */
export async function overLine(
  hub: string,
  line: { readonly rate: number; readonly latency: number } | null,
  lossy: (port: number) => void,
): Promise<Measured> {
  const proxy = await ChaosProxy.lay(hub, 1)
  if (line) proxy.both(line)
  lossy(Number(new URL(proxy.url).port))
  const folder = await freshFolder('slow-line')
  const visitor = await TestVisitor.admit(hub, 'sample-hamburg')
  await visitor.say('Is my car ready?')
  const began = performance.now()
  const since = (): number => performance.now() - began
  const device = newId()
  const { agent, tickets } = await signIn(proxy.url, device)
  const desk = new TestDesk({ folder, hub: proxy.url, device, agent, tickets })
  desk.engine.start()
  const { replica } = desk.engine
  await until(() => hasQueues(desk, visitor.party), PATIENCE_MS)
  const queueMs = since()
  const queue = value('queue', desk.show({ of: 'queue', view: 'unassigned', from: 0, count: 50 }))
  const found = queue.cases.find(({ party }) => party === visitor.party)
  if (queue.filling || !found) throw new Error('the queue is not of use')
  const named = { case: found.id, party: found.party }
  desk.show({ of: 'case', case: found.id })
  answer(desk, named, 'It is ready from four o’clock.')
  await until(() => visitor.thread.some(({ from }) => from === 'us'), PATIENCE_MS)
  const replyMs = since()
  await until(() => desk.line?.state === 'live' && replica.held.entries().every(([, { state }]) => state === 'whole'), PATIENCE_MS)
  const liveMs = since()
  const { down: bytes, connections } = proxy.counts
  await pause(QUIET_MS)
  const idleBytes = proxy.counts.down - bytes
  desk.engine.stop()
  visitor.leave()
  await proxy.close()
  await removeFolder(folder)
  return { queueMs, replyMs, liveMs, bytes, idleBytes, connections }
}
