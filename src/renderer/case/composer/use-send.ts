import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { DraftMode } from '../../../domain/contract/bridge.ts'
import { MessageId } from '../../../domain/id.ts'
import type { Row } from '../../../domain/kind.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import { alarm, announce } from '../../store/announce.ts'
import { type Done, newId } from '../../store/run.ts'
import { refusalWords } from '../../words/refusal.ts'
import { note, reply, whisper } from '../actions.ts'
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
const unheard: Done = { ok: false, refusal: { code: 'moved-on' } }

/** What has become of the words, as it is said aloud. */
function useSaid(): (mode: DraftMode, gate: Gate) => string {
  const { t } = useLingui()
  return (mode, gate) => {
    if (mode === 'note') return t`Note kept`
    if (mode === 'whisper') return t`Whispered`
    if (mode === 'suggestion') return t`Suggested`
    return gate.open && gate.how === 'queue' ? t`Queued to send` : t`Sent`
  }
}

/** Sends what is written. What is refused comes back into the field, with the reason beside it. */
export function useSend({ row, mode, draft, gate, known, after }: Sending) {
  const { t, i18n } = useLingui()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const text = draft.text.trim()
  const files = useFiles((all) => chosenFor(all, row.id)).length
  const [toCustomer, breathed] = [mode === 'reply', mode === 'whisper' || mode === 'suggestion']
  const may = (text !== '' || (files > 0 && !breathed)) && !busy && (!toCustomer || gate.open)
  const said = useSaid()
  const speak = (message: MessageId): Promise<Done> => {
    if (mode === 'note') return note(row, text, message)
    if (mode === 'reply') return reply(row, { text, knows: known, message, after })
    return row.owner === null ? Promise.resolve(unheard) : whisper(row, { to: row.owner, kind: mode, text })
  }
  const send = async (): Promise<void> => {
    if (!may) return
    setBusy(true)
    draft.write('')
    const message = MessageId.parse(newId())
    // Words first: they never wait for the bytes of a picture.
    const done = text === '' ? nothing : await speak(message)
    const left = done.ok && files > 0 && !breathed ? await giveFiles(row, text === '' ? null : message) : 0
    if (left > 0) alarm(t`A file could not be kept. It stands here still.`)
    setBusy(false)
    setRefusal(done.ok ? null : done.refusal)
    if (done.ok) return announce(text === '' ? t`Attached to the case` : said(mode, gate))
    draft.write(text)
    alarm(refusalWords(i18n, done.refusal))
  }
  return { send, may, refusal }
}
