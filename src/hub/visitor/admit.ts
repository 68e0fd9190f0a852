import { randomBytes } from 'node:crypto'
import { problem } from '../../domain/contract/problem.ts'
import type { Admit, Admitted } from '../../domain/contract/visitor.ts'
import { PartyId, type SiteId, uuidv7 } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import { type Said, said, unsaid } from '../auth/answer.ts'
import type { Vault } from '../auth/vault.ts'
import { recallVisitor, signVisitor, VISIT_MS, type VisitorTicket } from './visitor-ticket.ts'

export type AdmitOptions = {
  readonly vault: Pick<Vault, 'widgetKey'>
  readonly key: Uint8Array
  readonly now: () => number
  readonly site: (id: SiteId) => Promise<Row<'site'> | null>
  readonly queueOf: (site: SiteId) => Promise<Row<'queue'> | null>
}

/** Lets a visitor in at a site's door: somebody new, or who an earlier token says, so that the thread goes on. */
export async function admit(options: AdmitOptions, wanted: Admit, origin: VisitorTicket['origin']): Promise<Said<Admitted>> {
  const widget = await options.vault.widgetKey(wanted.site)
  const site = widget && (await options.site(widget.site))
  const queue = site && (await options.queueOf(site.id))
  if (!site || !queue) return unsaid(problem(403, { field: 'site', detail: 'No site has this key.' }))
  const now = options.now()
  const before = wanted.token === null ? null : recallVisitor(options.key, wanted.token, now)
  const party = before?.site === site.id ? before.party : PartyId.parse(uuidv7(now, randomBytes(10)))
  const until = now + VISIT_MS
  const ticket: VisitorTicket = { party, site: site.id, widget: wanted.site, language: wanted.language, origin, until }
  return said({ token: signVisitor(options.key, ticket), until, party, site: { id: site.id, name: site.name, queue: queue.id } })
}
