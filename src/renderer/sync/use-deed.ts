import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Refusal } from '../../domain/refusal.ts'
import { alarm, announce } from '../store/announce.ts'
import type { Done } from '../store/run.ts'
import { refusalWords } from '../words/refusal.ts'

/** Does one of the ways on, says that it is done, or keeps the reason why it is not. */
export function useDeed() {
  const { i18n } = useLingui()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const deed = async (doing: () => Promise<Done>, said: string): Promise<boolean> => {
    if (busy) return false
    setBusy(true)
    const done = await doing()
    setBusy(false)
    setRefusal(done.ok ? null : done.refusal)
    if (done.ok) announce(said)
    else alarm(refusalWords(i18n, done.refusal))
    return done.ok
  }
  return { deed, busy, refusal }
}
