import type { Row } from '../../domain/kind.ts'
import type { Vault } from '../auth/vault.ts'
import { only } from '../intake/rows.ts'
import type { Store } from '../store/store.ts'
import { type DeskLine, expel } from './desk-line.ts'
import type { DeskLines } from './desk-lines.ts'

export type WatchOptions = {
  readonly lines: DeskLines
  readonly vault: Pick<Vault, 'live' | 'endSessionsOf' | 'isWiped'>
  readonly store: Pick<Store, 'read'>
  readonly now: () => number
}

const WARNING_MS = 60_000

/** Warns a desk a minute before its ticket ends, and ends it when it has. */
export function sweepTickets({ lines, now }: Pick<WatchOptions, 'lines' | 'now'>): void {
  for (const line of lines.all()) {
    const left = line.ticket.until - now()
    if (left <= 0) expel(line, 'signed-out')
    else if (left <= WARNING_MS && line.warned !== line.ticket.until) {
      line.warned = line.ticket.until
      line.socket.emit('expiring', Math.ceil(left / 1_000))
    }
  }
}

const isOff = (agents: readonly Row<'agent'>[], { ticket }: DeskLine): boolean =>
  agents.find(({ id }) => id === ticket.agent)?.active !== true

/** Ends desks whose sign-in was taken back or whose agent was let go, on whichever hub that was said. */
export async function sweepSessions({ lines, vault, store, now }: WatchOptions): Promise<void> {
  const all = lines.all()
  if (all.length === 0) return
  const live = await vault.live([...new Set(all.map(({ ticket }) => ticket.session))], now())
  for (const line of all.filter(({ ticket }) => !live.has(ticket.session)))
    expel(line, (await vault.isWiped(line.ticket.agent, line.ticket.device)) ? 'wipe' : 'revoked')
  const ids = [...new Set(all.map(({ ticket }) => ticket.agent))]
  const agents = await store.read(async (view) => only(await view.rows(ids.map((id) => ({ kind: 'agent', id }))), 'agent'))
  for (const line of all.filter((one) => isOff(agents, one))) {
    expel(line, 'revoked')
    await vault.endSessionsOf(line.ticket.agent, now())
  }
}
