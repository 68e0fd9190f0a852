import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { type Attendance, startAttending } from '../attendance/attend.ts'
import { openDeskSignIn } from '../auth/desk-sign-in.ts'
import { decrypt } from '../auth/envelope.ts'
import { HOUR } from '../chore.ts'
import { type Connections, watchConnections } from '../gateway/connections.ts'
import { openDeskGateway } from '../gateway/desk-gateway.ts'
import { type DeskLines, openDeskLines, sendAllOn } from '../gateway/desk-lines.ts'
import { openPresence } from '../gateway/presence.ts'
import { pulse } from '../gateway/pulse.ts'
import { openSockets } from '../gateway/sockets.ts'
import { sweepSessions, sweepTickets } from '../gateway/watch.ts'
import { actsBy } from '../intake/act.ts'
import { deliverDue } from '../outward/deliver.ts'
import { type Guests, openGuests } from '../visitor/guests.ts'
import { openTalk } from '../visitor/talk.ts'
import { openVisitorGateway } from '../visitor/visitor-gateway.ts'
import { type Admission, openAdmission } from './admission.ts'
import { agentsDoor } from './agents-door.ts'
import { auditDoor } from './audit-door.ts'
import { blobDoors, CHUNK_BYTES } from './blob-doors.ts'
import type { BytesDoor } from './bytes-door.ts'
import { devicesDoors } from './devices-doors.ts'
import { openDocs } from './docs.ts'
import type { Door } from './door.ts'
import { eventsDoor } from './events-door.ts'
import { openSample, openWidget } from './files.ts'
import { healthDoors } from './health-doors.ts'
import { type Metrics, openMetrics } from './metrics.ts'
import type { Parts } from './parts.ts'
import { openReference, type Reference } from './reference.ts'
import { openBytesRoutes, openRoutes } from './routes.ts'
import { sampleDoor } from './sample-door.ts'
import { openServer } from './server.ts'
import { setupDoor, widgetAbout } from './setup.ts'
import { openSetupPage } from './setup-page.ts'
import { signInDoors } from './sign-in-doors.ts'
import { watchStall } from './stall.ts'
import { every } from './ticks.ts'
import { visitorDoors } from './visitor-doors.ts'

/** A desk that has no line keeps its files; what it has sent of one waits this long for the rest. */
const HALF_SENT_MS = 14 * 24 * 3_600_000

/** How often supervisors are told how far the truth has come: a floor is never shown younger than the last time it was. */
const PULSE_MS = 250

/** The hub's doors, open. */
export type OpenDoors = {
  /** The port it listens on. */
  listen(at: { readonly host: string; readonly port: number }): Promise<number>
  /** Ends what the clock ends: tickets, tokens, clients that do not read. Done each second; tests do it by hand. */
  sweep(): Promise<void>
  /** Takes nobody in, sends everybody away in slices, and closes. */
  close(): Promise<void>
  readonly metrics: Metrics
}

/** What the doors share. */
type Common = Parts & {
  readonly reference: Reference
  readonly admission: Admission
  readonly metrics: Metrics
  readonly lines: DeskLines
  readonly attendance: Attendance
  readonly guests: Guests
  readonly secretOf: (widget: string) => Promise<Uint8Array | null>
}

const counters = {
  decided: 'Commands of desks that were applied',
  refused: 'Commands of desks that were refused, with a reason',
  sockets: 'Sockets turned away or ended, by why',
  unread: 'Times the feed or the store could not be read for somebody',
}

function common(parts: Parts): Common {
  const { store, keys, now, vault } = parts
  const metrics = openMetrics(counters)
  const reference = openReference(store, now)
  const lines = openDeskLines()
  const guests = openGuests({ store, agentName: reference.agentName, failed: () => metrics.add('unread') })
  metrics.gauge('desks', 'Desks connected now', lines.count)
  metrics.gauge('visitors', 'Pages of visitors connected now', guests.count)
  metrics.gauge('cpu_seconds', 'Processor time this program has used, its database apart', () => {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1_000_000
  })
  const secretOf = async (widget: string): Promise<Uint8Array | null> => {
    const key = await vault.widgetKey(widget)
    return key && decrypt(keys.seal, widgetAbout(widget), key.secret)
  }
  const attendance = startAttending({ ...parts, act: actsBy(parts.authority, now), onMoved: parts.tailer.onMoved, hub: randomUUID() })
  return { ...parts, metrics, reference, lines, attendance, guests, secretOf, admission: openAdmission(keys.replay, now) }
}

function talkOf({ store, authority, now, reference, secretOf }: Common) {
  return openTalk({ store, act: actsBy(authority, now), now, queueOf: reference.queueOf, secretOf })
}

function doorsOf(on: Common, listening: () => boolean): readonly Door[] {
  const { store, authority, vault, keys, now, log, reference, admission } = on
  const act = actsBy(authority, now)
  const desk = openDeskSignIn({ vault, keys, now, log, agent: reference.agent, group: reference.group, ended: on.lines.end })
  return [
    ...healthDoors(listening, () => store.read(async ({ feed }) => feed)),
    ...signInDoors(desk),
    ...devicesDoors({ vault, key: keys.ticket, now, log, reference, wiped: on.lines.wipe }),
    auditDoor({ vault, store, key: keys.ticket, now, reference }),
    agentsDoor({ vault, store, act, key: keys.ticket, now, reference }),
    setupDoor({ vault, store, act, seal: keys.seal, now, code: on.setupCode }),
    ...visitorDoors({ vault, key: keys.visitor, now, site: reference.site, queueOf: reference.queueOf, admission, talk: talkOf(on) }),
    eventsDoor({ store, act, vault, replay: keys.replay, home: reference.firstSite, admission }),
    ...(on.sample ? [sampleDoor(on.sample, on.secretOf, now)] : []),
  ]
}

function bytesDoorsOf({ store, blobs, authority, vault, keys, now, reference, admission }: Common): readonly BytesDoor[] {
  return blobDoors({ store, blobs, act: actsBy(authority, now), vault, key: keys.ticket, now, reference, admission })
}

/** Whether pages of an origin may talk to this hub: its own, and those of the dealers' sites it was told of. */
const crossing = ({ publicOrigins }: Parts) => ({
  allows: (origin: string, host = ''): boolean => publicOrigins.includes(origin) || URL.parse(origin)?.host === host,
})

function openNamespaces(
  on: Common,
  app: FastifyInstance,
  isOpen: () => boolean,
): { readonly connections: Connections; readonly sweepVisitors: () => void } {
  const { store, authority, tailer, vault, keys, now, log, group, admission, metrics, lines, guests, attendance, watching } = on
  const note = (what: string): void => metrics.add('sockets', what)
  const sockets = openSockets(app.server, { allows: crossing(on).allows, isOpen, refused: note })
  const presence = openPresence({ store, lines, watching, typedToVisitor: guests.typing })
  const decided = (ok: boolean): void => metrics.add(ok ? 'decided' : 'refused')
  openDeskGateway(sockets.of('/desk'), {
    ...{ key: keys.ticket, group, now, vault, authority, tailer, presence, attendance, decided },
    ...{ lines, log, note, admits: admission.desk },
  })
  const visitors = openVisitorGateway(sockets.of('/visitor'), {
    ...{ key: keys.visitor, now, guests, note, talk: talkOf(on), typed: presence.visitorTyped },
    admits(socket) {
      const replay = socket.handshake.headers['forecourt-replay']
      return admission.page(socket.handshake.address, typeof replay === 'string' ? replay : null).ok
    },
  })
  return { connections: watchConnections(sockets), sweepVisitors: visitors.sweep }
}

function openPages(on: Common, app: FastifyInstance, doors: readonly (Door | BytesDoor)[]): void {
  openDocs(app, doors)
  openSetupPage(app, async () => on.setupCode !== null && (await on.vault.isEmpty()))
  openWidget(app, on.folders.widget)
  if (on.sample) openSample(app, on.folders.sample)
  app.get('/metrics', (_request, reply) => reply.type('text/plain; version=0.0.4; charset=utf-8').send(on.metrics.text()))
}

type Swept = { readonly connections: Connections; readonly sweepVisitors: () => void }

/** What the clock does: tells floors how old they are, ends what is over, forgets what nobody needs. */
function clockwork(on: Common, { connections, sweepVisitors }: Swept): { sweep(): Promise<void>; stop(): void } {
  const { lines, now, store, metrics, vault } = on
  const beat = (): Promise<void> => pulse({ lines, store, now })
  const quick = async (): Promise<void> => {
    sweepTickets({ lines, now })
    sweepVisitors()
    for (let slow = connections.endSlow(); slow > 0; slow--) metrics.add('sockets', 'slow')
    await deliverDue(store, now())
  }
  const slow = (): Promise<void> => sweepSessions({ lines, vault, store, now })
  const forget = async (): Promise<void> => {
    await vault.forget(now())
    await on.blobs.forget(now() - HALF_SENT_MS)
    await on.leases.forget(now() - HOUR)
  }
  const failed = (): void => metrics.add('unread')
  const stops = [every(PULSE_MS, beat, failed), every(1_000, quick, failed), every(2_000, slow, failed), every(HOUR, forget, failed)]
  return {
    async sweep() {
      await quick()
      await beat()
      await slow()
      await on.attendance.run()
    },
    stop() {
      for (const stop of stops) stop()
    },
  }
}

/** Opens every door of the hub on its parts; nobody can come in before `listen`. */
export function openDoors(parts: Parts): OpenDoors {
  const on = common(parts)
  const { store, tailer, lines, metrics } = on
  const app = openServer(on.log)
  let listening = false
  const doors = doorsOf(on, () => listening)
  const forBytes = bytesDoorsOf(on)
  openRoutes(app, doors, crossing(on))
  openBytesRoutes(app, forBytes, CHUNK_BYTES)
  openPages(on, app, [...doors, ...forBytes])
  const { connections, sweepVisitors } = openNamespaces(on, app, () => listening)
  let head = 0
  const unhear = tailer.onMoved(({ to, entries }) => {
    head = to
    on.guests.moved(entries)
  })
  metrics.gauge('feed_head', 'The newest number of the feed that was told', () => head)
  const stall = watchStall()
  metrics.gauge('loop_stall_seconds', 'Longest time of the last half minute in which the hub could do nothing else', stall.seconds)
  const clock = clockwork(on, { connections, sweepVisitors })
  return {
    metrics,
    sweep: clock.sweep,
    async listen({ host, port }) {
      head = await store.read(async ({ feed }) => feed.head)
      await app.listen({ host, port })
      listening = true
      return (app.server.address() as AddressInfo).port
    },
    async close() {
      listening = false
      clock.stop()
      await on.attendance.stop()
      stall.close()
      unhear()
      sendAllOn(lines)
      await connections.drain()
      await app.close()
    },
  }
}
