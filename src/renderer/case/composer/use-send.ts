import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { DraftMode } from '../../../domain/contract/bridge.ts'
import { MessageId } from '../../../domain/id.ts'
import type { Row } from '../../../domain/kind.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import { alarm, announce } from '../../store/announce.ts'
import { type Done, newId } from '../../store/run.ts'
import { refusalWords } from '../../words/refusal.ts'
import { note, reply } from '../actions.ts'
import type { Gate } from '../gate.ts'
import { chosenFor, giveFiles, useFiles } from './files.ts'
import type { Draft } from './use-draft.ts'

interface Sending {
  readonly row: Row<'case'>
  readonly mode: DraftMode
  readonly draft: Draft
  readonly gate: Gate
  /** The last message that was seen. */
  readonly known: number
  /** What the words rest on, such as a booking. */
  readonly after: readonly string[]
}

const nothing: Done = { ok: true, command: '' }

/** Sends what is written. What is refused comes back into the field, with the reason beside it. */
export function useSend({ row, mode, draft, gate, known, after }: Sending) {
  const { t, i18n } = useLingui()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const text = draft.text.trim()
  const files = useFiles((all) => chosenFor(all, row.id)).length
  const may = (text !== '' || files > 0) && !busy && (mode === 'note' || gate.open)
  const send = async (): Promise<void> => {
    if (!may) return
    setBusy(true)
    draft.write('')
    const message = MessageId.parse(newId())
    // Words first: they never wait for the bytes of a picture.
    const done =
      text === '' ? nothing : mode === 'note' ? await note(row, text, message) : await reply(row, { text, knows: known, message, after })
    const left = done.ok && files > 0 ? await giveFiles(row, text === '' ? null : message) : 0
    if (left > 0) alarm(t`A file could not be kept. It stands here still.`)
    setBusy(false)
    setRefusal(done.ok ? null : done.refusal)
    if (done.ok)
      return announce(
        text === ''
          ? t`Attached to the case`
          : mode === 'note'
            ? t`Note kept`
            : gate.open && gate.how === 'queue'
              ? t`Queued to send`
              : t`Sent`,
      )
    draft.write(text)
    alarm(refusalWords(i18n, done.refusal))
  }
  return { send, may, refusal }
}
