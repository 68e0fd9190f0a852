import { z } from 'zod'
import { problem } from '../../domain/contract/problem.ts'
import { Check, Hello, Hold, type Landed, Push, Typing, Viewing, Want, type Welcome } from '../../domain/contract/wire.ts'
import type { GroupId } from '../../domain/id.ts'
import type { Attendance } from '../attendance/attend.ts'
import { type Said, said, unsaid } from '../auth/answer.ts'
import { readTicket } from '../auth/tickets.ts'
import type { Vault } from '../auth/vault.ts'
import type { Authority } from '../authority/authority.ts'
import type { Attached } from '../feed/attach.ts'
import type { Tailer } from '../feed/tailer.ts'
import { type DeskLine, expel, sendOn } from './desk-line.ts'
import type { Events } from './events.ts'
import { asked, told } from './heard.ts'
import type { Presence } from './presence.ts'

export type DeskEventsOptions = {
  readonly key: Uint8Array
  readonly group: GroupId
  readonly now: () => number
  readonly vault: Pick<Vault, 'live'>
  readonly authority: Pick<Authority, 'decide'>
  readonly tailer: Pick<Tailer, 'attach' | 'look'>
  readonly presence: Presence
  readonly attendance: Pick<Attendance, 'entered' | 'greeted' | 'left'>
  /** Told of each command's end. */
  readonly decided: (ok: boolean) => void
}

/** What a desk's connection is at: nothing is sent before it has said where its replica stands. */
type Desk = { readonly line: DeskLine; attached: Attached | null; listening: boolean }

const notYet = unsaid(problem(409, { detail: 'Say hello first, then hold, then listen.' }))
const nothing = said({})

async function hello(
  { tailer, now, group, attendance }: DeskEventsOptions,
  desk: Desk,
  wanted: z.infer<typeof Hello>,
): Promise<Said<Welcome>> {
  const { line } = desk
  const { agent, device } = line.ticket
  if (wanted.device !== device) return unsaid(problem(403, { field: 'device', detail: 'The ticket is of another device.' }))
  const wait = await tailer.look(wanted)
  if (wait > 0) return unsaid(problem(503, { detail: 'Other desks are being filled first.', retryAfter: wait }))
  desk.attached?.detach()
  desk.listening = false
  if (!line.open) return notYet
  desk.attached = tailer.attach(
    {
      agent,
      device,
      send: (packed, reply) =>
        line.socket.emit('frame', packed, (cursor: unknown) => reply(Number.isSafeInteger(cursor) ? Number(cursor) : 0)),
      expelled: () => expel(line, 'revoked'),
      begin: (seconds) => sendOn(line, seconds),
    },
    wanted,
  )
  attendance.greeted(agent)
  const { epoch, head, resync } = desk.attached
  return said({ now: now(), group, agent, epoch, head, resync })
}

/** All of a push is queued at once and in order, so that one commit can hold it; a lost store loses the answer, never the ids. */
async function push(
  { authority, decided }: DeskEventsOptions,
  { line }: Desk,
  { commands }: z.infer<typeof Push>,
): Promise<Said<{ decided: Landed[] }>> {
  const from = { source: { kind: 'agent', id: line.ticket.agent }, device: line.ticket.device } as const
  const ended = await Promise.allSettled(commands.map((command) => authority.decide(command, from)))
  const failed = ended.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
  const outcomes = ended.flatMap((end, place) => {
    const command = commands[place]
    return end.status === 'fulfilled' && command ? [{ command: command.id, ...end.value }] : []
  })
  for (const { outcome } of outcomes) decided(outcome.ok)
  return said({ decided: outcomes })
}

async function refresh({ key, now, vault }: DeskEventsOptions, { line }: Desk, token: string): Promise<Said<{ until: number }>> {
  const ticket = readTicket(key, token, now())
  const { agent, device } = line.ticket
  const same = ticket?.agent === agent && ticket.device === device
  const live = same && (await vault.live([ticket.session], now())).has(ticket.session)
  if (!live) return unsaid(problem(401, { field: 'token' }))
  line.ticket = ticket
  return said({ until: ticket.until })
}

/** What one desk may send and what becomes of it; `leave` when its connection has ended. */
export function deskEvents(options: DeskEventsOptions, line: DeskLine): { readonly events: Events; readonly leave: () => void } {
  const desk: Desk = { line, attached: null, listening: false }
  line.hasRoom = () => desk.attached?.hasRoom() ?? false
  line.floor = () => (desk.attached?.oversees() ? desk.attached : null)
  // One push after the other: what a person did first is decided first.
  let last: Promise<unknown> = Promise.resolve()
  const events: Events = {
    hello: asked(Hello, (wanted) => hello(options, desk, wanted)),
    hold: asked(Hold, (hold) => {
      if (!desk.attached || desk.listening) return notYet
      desk.attached.hold(hold)
      return nothing
    }),
    listen: asked(z.unknown(), () => {
      if (!desk.attached) return notYet
      desk.listening = true
      desk.attached.listen()
      return nothing
    }),
    want: asked(Want, async (want) => (desk.attached ? said({ refused: await desk.attached.want(want) }) : notYet)),
    check: asked(Check, async (shown) => (desk.attached ? said({ differ: await desk.attached.check(shown) }) : notYet)),
    push: asked(Push, (wanted) => {
      const answer = last.then(() => push(options, desk, wanted))
      last = answer.catch(() => undefined)
      return answer
    }),
    refresh: asked(z.string().max(2_000), (token) => refresh(options, desk, token)),
    typing: told(Typing, (typing) => options.presence.typing(line, typing)),
    viewing: told(Viewing, (viewing) => options.presence.viewing(line, viewing)),
  }
  return { events, leave: () => desk.attached?.detach() }
}
