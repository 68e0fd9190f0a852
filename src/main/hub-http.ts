import { Problem } from '../domain/contract/problem.ts'

export type Posted =
  | { readonly kind: 'ok'; readonly body: unknown }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'unreachable' }

const PATIENCE_MS = 10_000

const unreadable = (status: number): Problem => ({ type: 'about:blank', title: 'Not a hub', status: Math.max(status, 400) })

/** Posts JSON to the hub. A hub that cannot be reached is an answer, not an error. */
export async function post(hub: string, path: string, body: unknown): Promise<Posted> {
  try {
    const response = await fetch(new URL(path, hub), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, application/problem+json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const answer: unknown = await response.json().catch(() => null)
    if (response.ok) return { kind: 'ok', body: answer }
    const problem = Problem.safeParse(answer)
    if (!problem.success && response.status >= 500) return { kind: 'unreachable' }
    return { kind: 'problem', problem: problem.success ? problem.data : unreadable(response.status) }
  } catch {
    return { kind: 'unreachable' }
  }
}
