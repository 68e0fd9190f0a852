import type { Keep } from './keep.ts'
import type { Line } from './line/line.ts'
import type { Held } from './state.ts'

/** What the page wants the hub to know besides what is said: who is here, and what they allow. */
export interface Errands {
  readonly identify: (token: string) => void
  readonly consent: (given: boolean) => void
  /** Runs what is left to do on a fresh connection; answers whether the visitor must become somebody new first. */
  readonly run: () => Promise<'done' | 'stranger'>
  readonly left: () => boolean
}

interface Parts {
  readonly keep: Keep
  readonly held: Held
  readonly line: Line
}

/** The customer number in a token that the dealer signed: to see that it is the same person, never to believe it. */
function subject(token: string): string | null {
  try {
    const part = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')
    const { sub } = JSON.parse(atob(part)) as { sub?: unknown }
    return typeof sub === 'string' ? sub : null
  } catch {
    return null
  }
}

export function openErrands({ keep, held, line }: Parts): Errands {
  let vouch: string | null = null
  const consentLeft = (): boolean => keep.get('consent') !== null && keep.get('consent') !== keep.get('consent-told')
  const identified = async (token: string): Promise<'done' | 'stranger'> => {
    const told = await line.ask('identify', { token })
    if (told === null) return 'done'
    if (!told.ok && told.problem.status === 409) return 'stranger'
    vouch = null
    if (told.ok) {
      const { name } = told as { name?: string }
      keep.set('owner', JSON.stringify({ sub: subject(token), name: name ?? null }))
      held.change({ owner: name ?? null })
    }
    return 'done'
  }
  return {
    identify(token) {
      const known = JSON.parse(keep.get('owner') ?? '{}') as { sub?: string; name?: string }
      if (known.sub && known.sub === subject(token)) return held.change({ owner: known.name ?? null })
      vouch = token
      line.start()
    },
    consent(given) {
      const state = given ? 'given' : 'withdrawn'
      if (keep.get('consent') === state) return
      keep.set('consent', state)
      held.change({ consent: state, asking: false })
      // A no to somebody the hub has never met needs no telling.
      if (given || keep.get('consent-told') !== null) line.start()
      else keep.set('consent-told', state)
    },
    async run() {
      if (vouch !== null && (await identified(vouch)) === 'stranger') return 'stranger'
      if (consentLeft()) {
        const state = keep.get('consent')
        const told = await line.ask('consent', { purpose: 'journey', state })
        if (told?.ok) keep.set('consent-told', state)
      }
      return 'done'
    },
    left: () => vouch !== null || consentLeft(),
  }
}
