import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { SyncItem } from '../../domain/contract/sync.ts'
import { isDecided } from '../../domain/refusal.ts'
import { announce } from '../store/announce.ts'
import { Button } from '../ui/button.tsx'
import { LongField } from '../ui/fields.tsx'
import { refusalWords } from '../words/refusal.ts'
import { discard, raise, resend } from './actions.ts'
import { isHere, needsOne } from './groups.ts'
import { useDeed } from './use-deed.ts'

interface WaysProps {
  readonly item: SyncItem
  /** How many things fall with it. */
  readonly held: number
}

/** What can be sent again just as it stands: words and plain changes. */
const resends = ({ theirs, code }: SyncItem): boolean => theirs.length === 0 && (code === null || !isDecided(code))

/** The ways on, as far as there are any for it. */
export function Ways({ item, held }: WaysProps) {
  const { t, i18n } = useLingui()
  const [turn, setTurn] = useState<'edit' | 'raise' | 'discard' | null>(null)
  const { deed, busy, refusal } = useDeed()
  if (!isHere(item)) return null
  const [needs, text, back] = [needsOne(item), item.text, () => setTurn(null)]
  const copy = (words: string): void => void navigator.clipboard.writeText(words).then(() => announce(t`Copied`))
  return (
    <div className="ways">
      {refusal && <p className="refused">{refusalWords(i18n, refusal)}</p>}
      {turn === 'edit' && text !== null && <Edit item={item} onBack={back} />}
      {turn === 'raise' && <Raise item={item} onBack={back} />}
      {turn === 'discard' && <Sure item={item} held={held} onBack={back} />}
      {turn === null && (
        <div className="ways-acts">
          {needs && resends(item) && (
            <Button
              look="solid"
              icon="send-horizontal"
              isDisabled={busy}
              onPress={() => void deed(() => resend(item, null), t`On its way again`)}
            >
              {text === null ? <Trans>Try again</Trans> : <Trans>Send as it is</Trans>}
            </Button>
          )}
          {needs && text !== null && resends(item) && (
            <Button look="line" icon="pencil" onPress={() => setTurn('edit')}>
              <Trans>Edit and send</Trans>
            </Button>
          )}
          {text !== null && (
            <Button icon="copy" onPress={() => copy(text)}>
              <Trans>Copy</Trans>
            </Button>
          )}
          {needs && item.case !== null && (
            <Button icon="hand" onPress={() => setTurn('raise')}>
              <Trans>Send to supervisor</Trans>
            </Button>
          )}
          {item.state !== 'sending' && item.theirs.length === 0 && (
            <Button icon="trash" onPress={() => setTurn('discard')}>
              {needs ? <Trans>Discard</Trans> : <Trans>Take back</Trans>}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

interface TurnProps {
  readonly item: SyncItem
  readonly onBack: () => void
}

function Edit({ item, onBack }: TurnProps) {
  const { t, i18n } = useLingui()
  const [text, setText] = useState(item.text ?? '')
  const { deed, busy, refusal } = useDeed()
  return (
    <form
      className="turn"
      onSubmit={(event) => {
        event.preventDefault()
        void deed(() => resend(item, text.trim()), t`On its way again`)
      }}
    >
      <LongField label={t`Your words`} value={text} onChange={setText} rows={4} autoFocus />
      {refusal && <p className="refused">{refusalWords(i18n, refusal)}</p>}
      <TurnEnd onBack={onBack} busy={busy || text.trim() === ''} words={t`Send these words`} />
    </form>
  )
}

/** A supervisor gets the words with the case, and what is asked of them. */
function Raise({ item, onBack }: TurnProps) {
  const { t, i18n } = useLingui()
  const [reason, setReason] = useState('')
  const { deed, busy, refusal } = useDeed()
  return (
    <form
      className="turn"
      onSubmit={(event) => {
        event.preventDefault()
        void deed(() => raise(item, reason.trim()), t`Sent to your supervisor`)
      }}
    >
      <LongField label={t`What should they decide?`} value={reason} onChange={setReason} rows={2} maxLength={200} autoFocus />
      <p className="form-hint">
        <Trans>Your words stand in the case as an internal note. The customer is not written to.</Trans>
      </p>
      {refusal && <p className="refused">{refusalWords(i18n, refusal)}</p>}
      <TurnEnd onBack={onBack} busy={busy || reason.trim() === ''} words={t`Send to supervisor`} />
    </form>
  )
}

function Sure({ item, held, onBack }: TurnProps & { readonly held: number }) {
  const { t, i18n } = useLingui()
  const { deed, busy, refusal } = useDeed()
  return (
    <form
      className="turn"
      onSubmit={(event) => {
        event.preventDefault()
        void deed(() => discard(item), t`Discarded`)
      }}
    >
      <p>
        <Trans>It is then gone for good, and nobody gets it.</Trans>{' '}
        {held > 0 && <Plural value={held} one="# thing held with it goes with it." other="# things held with it go with it." />}
      </p>
      {refusal && <p className="refused">{refusalWords(i18n, refusal)}</p>}
      <TurnEnd onBack={onBack} busy={busy} words={t`Discard for good`} danger />
    </form>
  )
}

interface TurnEndProps {
  readonly onBack: () => void
  readonly busy: boolean
  readonly words: string
  readonly danger?: boolean
}

const TurnEnd = ({ onBack, busy, words, danger = false }: TurnEndProps) => (
  <div className="turn-acts">
    <Button onPress={onBack}>
      <Trans>Back</Trans>
    </Button>
    <Button look={danger ? 'danger' : 'solid'} type="submit" isDisabled={busy}>
      {words}
    </Button>
  </div>
)
