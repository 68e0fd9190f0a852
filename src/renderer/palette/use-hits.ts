import { useEffect, useState } from 'react'
import type { Hit } from '../../domain/contract/bridge.ts'
import { desk } from '../store/desk.ts'

const PAUSE_MS = 120
/** What is not on this device yet is looked for again while somebody waits for it. */
const AGAIN_MS = 1_500
const none: readonly Hit[] = []

/** Cases, customers and messages that match, found on this device; a short pause in typing asks. */
export function useHits(typed: string): { readonly hits: readonly Hit[]; readonly looking: boolean } {
  const text = typed.trim()
  const [found, setFound] = useState<{ readonly text: string; readonly hits: readonly Hit[] }>({ text: '', hits: none })
  useEffect(() => {
    if (text.length < 2) return
    let stale = false
    let timer: ReturnType<typeof setTimeout>
    const look = (): void => {
      desk.search({ text, limit: 12 }).then(take, () => take(none))
    }
    const take = (hits: readonly Hit[]): void => {
      if (stale) return
      setFound({ text, hits })
      if (hits.length === 0) timer = setTimeout(look, AGAIN_MS)
    }
    timer = setTimeout(look, PAUSE_MS)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [text])
  return text.length < 2 ? { hits: none, looking: false } : { hits: found.hits, looking: found.text !== text }
}
