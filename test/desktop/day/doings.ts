import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { commands } from '../../../src/domain/commands/table.ts'
import type { Desk } from '../../../src/domain/contract/bridge.ts'
import type { Slot } from '../../../src/domain/contract/query.ts'
import type { SyncCentre } from '../../../src/domain/contract/sync.ts'
import type { Row } from '../../../src/domain/kind.ts'

type Header = Row<'case'>
type Json = Parameters<Desk['run']>[0]['args']

declare global {
  interface Window {
    readonly desk: Desk
  }
}

let watch = 900_000

/** What this desk shows of something now, asked over the bridge as its screens ask. */
export async function look<T>(page: Page, query: Parameters<Desk['watch']>[0]['query']): Promise<T> {
  const found: unknown = await page.evaluate(
    async ({ id, of }) => {
      const result = await window.desk.watch({ watch: id, query: JSON.parse(of) })
      await window.desk.unwatch(id)
      return result.value
    },
    { id: watch++, of: JSON.stringify(query) },
  )
  // The bridge answers a query with its own result.
  return found as T
}

export const caseOf = async (page: Page, id: Header['id']): Promise<Header> => {
  const { case: header } = await look<{ case: Header | null }>(page, { of: 'case', case: id })
  if (!header) throw new Error(`the case ${id} is not here`)
  return header
}

export const syncOf = (page: Page): Promise<SyncCentre> => look<SyncCentre>(page, { of: 'sync' })

/** Does something on the desk, as its screens do, and answers the command that was kept. */
export async function deed(page: Page, name: keyof typeof commands, { after = [], ...args }: Json): Promise<string> {
  const run = JSON.stringify({ name, version: commands[name].version, args, after })
  const receipt = await page.evaluate((asked) => window.desk.run(JSON.parse(asked)), run)
  if (!receipt.kept) throw new Error(`${name} was not kept: ${JSON.stringify(receipt.outcome)}`)
  return receipt.command
}

const named = (header: Header): Json => ({ case: header.id, party: header.party })

export const claim = (page: Page, header: Header): Promise<string> => deed(page, 'case.claim', named(header))

export const reply = (page: Page, header: Header, said: { readonly text: string; readonly after?: string[] }): Promise<string> =>
  deed(page, 'message.reply', { ...named(header), message: randomUUID(), fence: header.fence, knows: header.messages, ...said })

export const note = (page: Page, header: Header, text: string): Promise<string> =>
  deed(page, 'message.note', { ...named(header), message: randomUUID(), text })

export const classify = (page: Page, header: Header, kind: Header['kind']): Promise<string> => {
  const was = { kind: header.kind, remedy: header.remedy, settled: header.kindSettled }
  return deed(page, 'case.classify', { ...named(header), kind, remedy: null, was })
}

export async function promise(page: Page, header: Header, text: string): Promise<string> {
  const commitment = randomUUID()
  await deed(page, 'commitment.record', { ...named(header), commitment, text, dueAt: Date.now() + 86_400_000 })
  return commitment
}

export const log = (page: Page, header: Header, happened: { readonly kind: string; readonly data: Json }): Promise<string> => {
  const id = randomUUID()
  const about = { party: header.party, case: header.id, site: header.site, vehicle: null, opportunity: null }
  return deed(page, 'touchpoint.record', { id, at: Date.now(), source: { source: 'desk', id }, origin: 'live', ...happened, ...about })
}

export const book = (page: Page, header: Header, { resource, startsAt }: Slot): Promise<string> =>
  deed(page, 'appointment.book', {
    appointment: randomUUID(),
    party: header.party,
    resource,
    purpose: 'service',
    startsAt,
    vehicle: null,
    case: header.id,
    note: null,
  })

export async function slotsOf(page: Page, site: Header['site']): Promise<readonly Slot[]> {
  const from = Date.now() + 86_400_000
  const { slots } = await look<{ slots: readonly Slot[] }>(page, { of: 'slots', site, purpose: 'service', from, to: from + 6 * 86_400_000 })
  return slots.filter(({ free }) => free > 0)
}
