import { useLingui } from '@lingui/react/macro'
import { type RefObject, useRef, useState } from 'react'
import { type DraftMode, TEXT_LIMIT } from '../../../domain/contract/bridge.ts'
import type { Row } from '../../../domain/kind.ts'
import { useOffer } from '../../commands/offers.ts'
import { onSignedOut } from '../../store/forget.ts'
import { useLine, useMe } from '../../store/session.ts'
import { refusalWords } from '../../words/refusal.ts'
import { gateOf } from '../gate.ts'
import type { Unseen } from '../use-case.ts'
import { ChosenFiles } from './chosen-files.tsx'
import { ComposerFoot } from './composer-foot.tsx'
import { ComposerHead } from './composer-head.tsx'
import { GateNote } from './gate-note.tsx'
import { PromiseHint } from './promise-hint.tsx'
import { TiedNote } from './tied-note.tsx'
import { useAttach } from './use-attach.ts'
import { useDraft } from './use-draft.ts'
import { useSend } from './use-send.ts'
import { useTelling } from './use-telling.ts'
import { useTied } from './use-tied.ts'

interface ComposerProps {
  readonly row: Row<'case'>
  readonly unseen: Unseen
  /** Whether all that was said while the line was away is here. */
  readonly caughtUp: boolean
}

/** The mode each case was last written in, for this window. */
const modes = new Map<string, DraftMode>()
onSignedOut(() => modes.clear())

function useMode(row: Row<'case'>, area: RefObject<HTMLTextAreaElement | null>): [DraftMode, (mode: DraftMode) => void] {
  const [mode, setMode] = useState<DraftMode>(modes.get(row.id) ?? 'reply')
  const turnTo = (next: DraftMode): void => {
    modes.set(row.id, next)
    setMode(next)
    // At once, so that the very next key is a word; the cursor goes to the end when the other mode's words are in the field.
    area.current?.focus()
    requestAnimationFrame(() => {
      area.current?.setSelectionRange(area.current.value.length, area.current.value.length)
    })
  }
  useOffer('case.reply', () => turnTo('reply'))
  useOffer('case.note', () => turnTo('note'))
  return [mode, turnTo]
}

/** Where the next words are written: to the customer, or for colleagues, never to be mistaken for each other. */
export function Composer({ row, unseen, caughtUp }: ComposerProps) {
  const { t, i18n } = useLingui()
  const me = useMe()
  const line = useLine()
  const area = useRef<HTMLTextAreaElement>(null)
  const [mode, turnTo] = useMode(row, area)
  const draft = useDraft(row.id, mode)
  const gate = gateOf({ row, me: me?.id ?? null, line: line.state, unseen: unseen.count, caughtUp })
  const toCustomer = mode === 'reply'
  const tied = useTied(row, toCustomer ? draft.text : '')
  const attach = useAttach(row.id)
  const { send, may, refusal } = useSend({ row, mode, draft, gate, known: unseen.known, after: tied ? [tied.command] : [] })
  const { typed } = useTelling({ case: row.id, party: row.party }, draft.text !== '', toCustomer && row.channel === 'chat')
  useOffer('case.send', () => void send())
  const write = (text: string): void => {
    draft.write(text)
    typed()
  }
  const words = toCustomer
    ? { form: t`Reply to the customer`, field: t`Reply`, hint: t`Write to the customer` }
    : { form: t`Internal note`, field: t`Internal note`, hint: t`Only colleagues read this` }
  return (
    <form
      className={`composer composer-${mode}`}
      data-over={attach.over}
      {...attach.drop}
      id="region-composer"
      aria-label={words.form}
      onSubmit={(event) => event.preventDefault()}
    >
      <ComposerHead row={row} mode={mode} onMode={turnTo} />
      <textarea
        ref={area}
        data-region-focus=""
        rows={2}
        dir="auto"
        spellCheck
        maxLength={TEXT_LIMIT}
        aria-label={words.field}
        placeholder={words.hint}
        value={draft.text}
        onChange={(event) => write(event.target.value)}
        onPaste={attach.onPaste}
      />
      <ChosenFiles caseId={row.id} not={attach.not} />
      <input ref={attach.input} type="file" multiple hidden onChange={attach.onChange} aria-label={t`Attach a photo or a file`} />
      {tied && <TiedNote tied={tied} />}
      {toCustomer && <PromiseHint text={draft.text} />}
      {toCustomer && <GateNote gate={gate} />}
      {refusal && <p className="refused composer-refused">{refusalWords(i18n, refusal)}</p>}
      <ComposerFoot mode={mode} draft={draft} queues={gate.open && gate.how === 'queue'} may={may} onSend={() => void send()} />
    </form>
  )
}
