import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { DraftMode } from '../../../domain/contract/bridge.ts'
import type { Row } from '../../../domain/kind.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import { alarm, announce } from '../../store/announce.ts'
import { refusalWords } from '../../words/refusal.ts'
import { note, reply } from '../actions.ts'
import type { Gate } from '../gate.ts'
import type { Draft } from './use-draft.ts'

interface Sending {
  readonly row: Row<'case'>
  readonly mode: DraftMode
  readonly draft: Draft
  readonly gate: Gate
  /** The last message that was seen. */
  readonly known: number
}

/** Sends what is written. What is refused comes back into the field, with the reason beside it. */
export function useSend({ row, mode, draft, gate, known }: Sending) {
  const { t, i18n } = useLingui()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const text = draft.text.trim()
  const may = text !== '' && !busy && (mode === 'note' || gate.open)
  const send = async (): Promise<void> => {
    if (!may) return
    setBusy(true)
    draft.write('')
    const done = mode === 'note' ? await note(row, text) : await reply(row, text, known)
    setBusy(false)
    setRefusal(done.ok ? null : done.refusal)
    if (done.ok) return announce(mode === 'note' ? t`Note kept` : gate.open && gate.how === 'queue' ? t`Queued to send` : t`Sent`)
    draft.write(text)
    alarm(refusalWords(i18n, done.refusal))
  }
  return { send, may, refusal }
}
