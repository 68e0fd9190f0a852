import { useEffect, useState } from 'react'
import type { Hit } from '../../domain/contract/bridge.ts'
import { desk } from '../store/desk.ts'

const PAUSE_MS = 120
const none: readonly Hit[] = []

/** Cases, customers and messages that match, found on this device; a short pause in typing asks. */
export function useHits(typed: string): { readonly hits: readonly Hit[]; readonly looking: boolean } {
  const text = typed.trim()
  const [found, setFound] = useState<{ readonly text: string; readonly hits: readonly Hit[] }>({ text: '', hits: none })
  useEffect(() => {
    if (text.length < 2) return
    let stale = false
    const take = (hits: readonly Hit[]): void => {
      if (!stale) setFound({ text, hits })
    }
    const timer = setTimeout(() => desk.search({ text, limit: 12 }).then(take, () => take(none)), PAUSE_MS)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [text])
  return text.length < 2 ? { hits: none, looking: false } : { hits: found.hits, looking: found.text !== text }
}
