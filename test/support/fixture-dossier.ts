import type { Hit } from '../../src/domain/contract/bridge.ts'
import type { Dossier, ResultOf } from '../../src/domain/contract/query.ts'
import { kinds, type Row } from '../../src/domain/kind.ts'
import type { MemoryTx } from './memory-tx.ts'
import { agent, ids } from './rows.ts'

/** Lena, who sits at this desk. */
export const myself = (): Row<'agent'> =>
  kinds.agent.parse({
    id: ids.lena,
    name: 'Lena Vogt',
    email: 'lena.vogt@nordhaus.example',
    language: 'en',
    grants: agent().grants,
    active: true,
  })

/** Everything held of one customer, out of rows in memory. */
export function dossierOf(tx: MemoryTx, id: string): Dossier | null {
  const party = tx.get('party', id)
  if (!party) return null
  const parties = party.customer === null ? [party] : tx.of('party').filter((row) => row.customer === party.customer)
  const ours = <R extends { readonly party: string }>(rows: readonly R[]) =>
    rows.filter((row) => parties.some((one) => one.id === row.party))
  const said = ours(tx.of('message')).filter((row) => row.kind === 'said' && row.author.kind === 'agent')
  return {
    party,
    customer: party.customer === null ? null : tx.get('customer', party.customer),
    parties,
    consents: ours(tx.of('consent')),
    identities: ours(tx.of('identity')),
    vehicles: tx.of('vehicle').filter((row) => row.owners.some((own) => parties.some((one) => one.id === own.party))),
    opportunities: ours(tx.of('opportunity')),
    touchpoints: ours(tx.of('touchpoint')),
    cases: ours(tx.of('case')),
    commitments: ours(tx.of('commitment')),
    outreach: ours(tx.of('outreach')),
    lastContactAt: said.length === 0 ? null : Math.max(...said.map((row) => row.at)),
    whole: true,
  }
}

/** Cases whose customer, subject or plate has these words, then messages that have them. */
export function hitsIn(tx: MemoryTx, { text, limit }: { readonly text: string; readonly limit: number }): readonly Hit[] {
  const fits = (words: string): boolean => words.toLowerCase().includes(text.toLowerCase())
  const marked = (words: string): string => words.replace(new RegExp(text, 'i'), (found) => `\u2068${found}\u2069`)
  const about = (row: Row<'case'>) => ({ case: row.id, party: row.party, title: row.customerName ?? row.number })
  const cases = tx.of('case').filter((row) => fits(`${row.customerName ?? ''} ${row.subject} ${row.vehicle?.plate ?? ''}`))
  const messages = tx.of('message').filter((message) => fits(message.text))
  const hits = [
    ...cases.map((row) => ({ kind: 'case' as const, ...about(row), snippet: marked(row.subject), at: row.changedAt })),
    ...messages.flatMap((message) => {
      const row = tx.get('case', message.case)
      return row ? [{ kind: 'message' as const, ...about(row), snippet: marked(message.text), at: message.at }] : []
    }),
  ]
  return hits.slice(0, limit)
}

/** What waits to be heard by who sits here. */
export const whisperedIn = (tx: MemoryTx): ResultOf<'whispered'> =>
  tx
    .of('whisper')
    .filter(({ to, end }) => to === myself().id && end === null)
    .map((whisper) => ({ whisper, customerName: tx.get('case', whisper.case)?.customerName ?? null }))

/** What the agent says of themselves; `waiting` is what they did off line. */
export function presenceOf(tx: MemoryTx, waiting: readonly { readonly name: string }[]): ResultOf<'presence'> {
  const row = tx.get('presence', myself().id)
  return row && { mode: row.mode, modeSince: row.modeSince, unsent: waiting.some(({ name }) => name === 'presence.set') }
}
