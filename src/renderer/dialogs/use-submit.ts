import { useState } from 'react'
import type { Refusal } from '../../domain/refusal.ts'
import type { Done } from '../store/run.ts'
import { showOverlay } from '../store/view.ts'

/** A dialog's change: closed when it is done, open with the reason when it is refused. */
export function useSubmit(doing: () => Promise<Done>) {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (): Promise<void> => {
    setBusy(true)
    const done = await doing()
    setBusy(false)
    if (done.ok) showOverlay(null)
    else setRefusal(done.refusal)
  }
  return { refusal, busy, submit: () => void submit() }
}
