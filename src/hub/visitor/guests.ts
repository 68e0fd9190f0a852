import type { AgentId, PartyId } from '../../domain/id.ts'
import { type KindRow, parseRow, type Row } from '../../domain/kind.ts'
import { parseScope, scopeId } from '../../domain/scope.ts'
import { isOutage } from '../auth/outage.ts'
import type { Entry, Store } from '../store/store.ts'
import { type Guest, newGuest, tellMessage, tellStanding } from './guest.ts'
import { byThread, leads, readStanding } from './thread.ts'
import type { VisitorTicket } from './visitor-ticket.ts'

export type GuestsOptions = {
  readonly store: Pick<Store, 'read'>
  readonly agentName: (id: AgentId) => Promise<string | null>
  readonly failed: () => void
}

/** Everybody who is on a page now, found by the parties they may see. */
export type Guests = {
  enter(socket: Guest['socket'], ticket: VisitorTicket): Guest
  leave(guest: Guest): void
  /** What moved in the feed, after its commit. */
  moved(entries: readonly Entry[]): void
  typing(party: string, typing: boolean): void
  /** Reads again for those whose thread could not be read before. */
  retry(): void
  all(): Iterable<Guest>
  count(): number
}

function openIndex() {
  const byParty = new Map<string, Set<Guest>>()
  return {
    add(guest: Guest): void {
      for (const party of guest.parties) byParty.set(party, (byParty.get(party) ?? new Set()).add(guest))
    },
    remove(guest: Guest): void {
      for (const party of guest.parties) {
        const there = byParty.get(party)
        there?.delete(guest)
        if (there?.size === 0) byParty.delete(party)
      }
    },
    of: (party: PartyId | string): Iterable<Guest> => byParty.get(party) ?? [],
  }
}

type Index = ReturnType<typeof openIndex>
type Room = GuestsOptions & { readonly index: Index; readonly all: Set<Guest> }

function tellState(room: Room, guest: Guest): void {
  const { latest, socket } = guest
  const resolved = latest?.state === 'resolved'
  const named = latest?.owner ? room.agentName(latest.owner) : Promise.resolve(null)
  named
    .then((agent) => socket.emit('state', { agent, resolved }))
    .catch(() => {
      room.failed()
      guest.again = true
    })
}

async function read(room: Room, guest: Guest): Promise<void> {
  guest.reading = true
  do {
    guest.again = false
    const standing = await room.store.read((view) => readStanding(view, guest.ticket.party))
    if (!room.all.has(guest)) return
    room.index.remove(guest)
    tellStanding(guest, standing)
    room.index.add(guest)
  } while (guest.again)
  guest.reading = false
  tellState(room, guest)
}

/** A page stays through an outage, for what was said is shown as soon as it can be read; any other failure ends it, for silence would be worse. */
function notRead(room: Room, guest: Guest, error: unknown): void {
  room.failed()
  guest.reading = false
  if (isOutage(error)) guest.again = true
  else guest.socket.disconnect(true)
}

function refresh(room: Room, guest: Guest): void {
  if (guest.reading) {
    guest.again = true
    return
  }
  read(room, guest).catch((error: unknown) => notRead(room, guest, error))
}

function movedCase(room: Room, guest: Guest, row: Row<'case'>): void {
  const { latest } = guest
  if (row.channel !== 'chat') return
  const same = latest?.id === row.id
  if (!same && latest && !leads(row, latest)) return
  guest.latest = row
  // What is closed may give way to another that is still open.
  if (same && latest.state === 'open' && row.state === 'resolved') refresh(room, guest)
  else if (!same || latest.owner !== row.owner || latest.state !== row.state) tellState(room, guest)
}

/** Whether it changes whose threads the guest may see; their own party's arrival does not. */
function movesKin(guest: Guest, row: KindRow): boolean {
  if (row.kind === 'customer')
    return row.row.parties.length !== guest.parties.length || !row.row.parties.every((party) => guest.parties.includes(party))
  if (row.kind !== 'party' || row.row.id !== guest.ticket.party) return false
  const other = row.row.customer !== (guest.party?.customer ?? null)
  guest.party = row.row
  return other
}

function movedFor(room: Room, guest: Guest, row: KindRow | null): void {
  if (guest.reading || guest.again || row === null || movesKin(guest, row)) refresh(room, guest)
  else if (row.kind === 'message') tellMessage(guest, row.row)
  else if (row.kind === 'case') movedCase(room, guest, row.row)
}

const telling = new Set<string>(['message', 'case', 'party', 'customer'])

interface Moved {
  readonly entry: Entry
  readonly row: KindRow | null
}

const messageOf = ({ row }: Moved): Row<'message'> | null => (row?.kind === 'message' ? row.row : null)

/** What moved together is told in no order of its own: words in it are shown as they stand in their thread, after all else. */
function inOrder(one: Moved, other: Moved): number {
  const [a, b] = [messageOf(one), messageOf(other)]
  return a && b ? byThread(a, b) : Number(a !== null) - Number(b !== null)
}

function readEntry(entry: Entry): readonly Moved[] {
  if (entry.kind === 'result' || !telling.has(entry.kind)) return []
  return [{ entry, row: entry.body === null ? null : parseRow(entry.kind, JSON.parse(entry.body)) }]
}

function moved(room: Room, { entry, row }: Moved): void {
  const scopes = [...entry.scopes, ...entry.pointed].flatMap((name) => parseScope(name) ?? [])
  const guests = new Set(scopes.filter((scope) => scope.startsWith('party:')).flatMap((scope) => [...room.index.of(scopeId(scope))]))
  if (guests.size === 0) return
  for (const guest of guests) movedFor(room, guest, row)
}

/** Opens the room of guests. Nothing is shown before its commit, and after a break the whole thread comes again. */
export function openGuests(options: GuestsOptions): Guests {
  const room: Room = { ...options, index: openIndex(), all: new Set() }
  return {
    enter(socket, ticket) {
      const guest = newGuest(socket, ticket)
      room.all.add(guest)
      room.index.add(guest)
      refresh(room, guest)
      return guest
    },
    leave(guest) {
      room.all.delete(guest)
      room.index.remove(guest)
    },
    moved(entries) {
      if (room.all.size === 0) return
      for (const one of entries.flatMap(readEntry).sort(inOrder)) moved(room, one)
    },
    typing(party, typing) {
      for (const guest of room.index.of(party)) guest.socket.volatile.emit('typing', typing)
    },
    retry() {
      for (const guest of room.all) if (guest.again && !guest.reading) refresh(room, guest)
    },
    all: () => room.all,
    count: () => room.all.size,
  }
}
