import type { Problem } from '../../domain/contract/problem.ts'
import type { Admitted } from '../../domain/contract/visitor.ts'
import type { Keep } from '../keep.ts'

/** Where the hub is and which site's door this page stands at. */
export interface Place {
  readonly hub: string
  readonly site: string
  readonly language: string
}

/** A ticket and when we got it. Its end stands in the hub's time; our own clock may be wrong, so only its age is measured. */
export type Ticket = Pick<Admitted, 'token' | 'party'> & { readonly siteName: string; readonly gotAt: number }

/** A ticket, or how long to wait before asking again; null: never, this site's key is not known. */
export type Answered = { readonly ticket: Ticket } | { readonly ticket: null; readonly retryMs: number | null }

/** Well before the hub's half hour is over. */
export const FRESH_MS = 20 * 60_000

function known(keep: Keep): Ticket | null {
  try {
    const { token, party, siteName, gotAt } = JSON.parse(keep.get('ticket') ?? '') as Partial<Ticket>
    return token && party ? { token, party, siteName: siteName ?? '', gotAt: gotAt ?? 0 } : null
  } catch {
    return null
  }
}

const post = (url: string, body: unknown, bearer?: string): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    credentials: 'omit',
    keepalive: true,
    headers: { 'content-type': 'application/json', ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) },
    body: JSON.stringify(body),
  })

async function waitOf(response: Response): Promise<number> {
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>
  return (problem.retryAfter ?? 5) * 1_000
}

/** A ticket that lets in now: the one we hold, or a new one for the same visitor, so that yesterday's thread goes on. */
export async function ticketFor({ hub, site, language }: Place, keep: Keep, now: number): Promise<Answered> {
  const held = known(keep)
  if (held && now >= held.gotAt && now - held.gotAt < FRESH_MS) return { ticket: held }
  try {
    const response = await post(`${hub}/v1/visitors`, { site, language, token: held?.token ?? null })
    if (response.status === 403 || response.status === 400) return { ticket: null, retryMs: null }
    if (!response.ok) return { ticket: null, retryMs: await waitOf(response) }
    const admitted = (await response.json()) as Admitted
    // Another tab was let in meanwhile: one browser is one visitor.
    const met = known(keep)
    if (held === null && met !== null) return { ticket: met }
    const ticket = { token: admitted.token, party: admitted.party, siteName: admitted.site.name, gotAt: now }
    keep.set('ticket', JSON.stringify(ticket))
    return { ticket }
  } catch {
    return { ticket: null, retryMs: 0 }
  }
}

/** The hub no longer takes this ticket: ask for another at the next try, still as the same visitor. */
export function spent(keep: Keep): void {
  const held = known(keep)
  if (held) keep.set('ticket', JSON.stringify({ ...held, gotAt: 0 }))
}

/** What became of telling the hub what a page saw. */
export async function tellSeen(hub: string, token: string, seen: unknown): Promise<'told' | 'refused' | 'later' | 'spent'> {
  try {
    const response = await post(`${hub}/v1/visitors/touchpoints`, seen, token)
    if (response.ok) return 'told'
    if (response.status === 401) return 'spent'
    return [400, 403, 409, 413].includes(response.status) ? 'refused' : 'later'
  } catch {
    return 'later'
  }
}
