import { type FormEvent, type KeyboardEvent, useState } from 'react'
import type { Refusal } from '../../domain/refusal.ts'
import type { Done } from '../store/run.ts'
import { showOverlay } from '../store/view.ts'

interface Submitting {
  readonly ready: boolean
  readonly doing: () => Promise<Done>
}

/** A dialog's change: closed when it is done, open with the reason when it is refused. Ctrl Enter sends from any field. */
export function useSubmit({ ready, doing }: Submitting) {
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (): Promise<void> => {
    if (!ready || busy) return
    setBusy(true)
    const done = await doing()
    setBusy(false)
    if (done.ok) showOverlay(null)
    else setRefusal(done.refusal)
  }
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    void submit()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void submit()
  }
  return { refusal, busy, now: () => void submit(), form: { onSubmit, onKeyDown } }
}
