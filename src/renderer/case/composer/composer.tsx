import { useLingui } from '@lingui/react/macro'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { type DraftMode, TEXT_LIMIT } from '../../../domain/contract/bridge.ts'
import type { Row } from '../../../domain/kind.ts'
import { useOffer } from '../../commands/offers.ts'
import { onSignedOut } from '../../store/forget.ts'
import { useLine, useMe } from '../../store/session.ts'
import { useAgentName } from '../../store/use-reference.ts'
import { refusalWords } from '../../words/refusal.ts'
import { heed } from '../actions.ts'
import { gateOf } from '../gate.ts'
import { useHands } from '../hands/use-hands.ts'
import type { Unseen } from '../use-case.ts'
import { ChosenFiles } from './chosen-files.tsx'
import { ComposerFoot } from './composer-foot.tsx'
import { ComposerHead } from './composer-head.tsx'
import { GateNote } from './gate-note.tsx'
import { PreviewNote } from './preview-note.tsx'
import { PromiseHint } from './promise-hint.tsx'
import { TiedNote } from './tied-note.tsx'
import { useAttach } from './use-attach.ts'
import { type Draft, useDraft } from './use-draft.ts'
import { useSend } from './use-send.ts'
import { useTelling } from './use-telling.ts'
import { useTied } from './use-tied.ts'

interface ComposerProps {
  readonly row: Row<'case'>
  readonly unseen: Unseen
  /** Whether all that was said while the line was away is here. */
  readonly caughtUp: boolean
  /** A reply that a supervisor suggests, to be taken with one key. */
  readonly suggestion: Row<'whisper'> | null
}

/** The mode each case was last written in, for this window. */
const modes = new Map<string, DraftMode>()
onSignedOut(() => modes.clear())

const isUnderBreath = (mode: DraftMode): boolean => mode === 'whisper' || mode === 'suggestion'

function useMode(row: Row<'case'>, area: RefObject<HTMLTextAreaElement | null>): [DraftMode, (mode: DraftMode) => void] {
  const [chosen, setMode] = useState<DraftMode>(modes.get(row.id) ?? 'reply')
  const { watched } = useHands(row)
  // Whoever has the case has nobody to whisper to.
  const mode = isUnderBreath(chosen) && !watched ? 'reply' : chosen
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
  useOffer('case.whisper', watched ? () => turnTo('whisper') : null)
  useOffer('case.suggest', watched ? () => turnTo('suggestion') : null)
  return [mode, turnTo]
}

/** Takes a suggested reply into the field, after what already stands there. It goes out only when it is sent. */
function useSuggested(suggestion: Row<'whisper'> | null, { mode, turnTo, draft }: Taking): void {
  const [taken, setTaken] = useState<string | null>(null)
  useEffect(() => {
    if (taken === null || mode !== 'reply') return
    draft.write(draft.text.trim() === '' ? taken : `${draft.text.trimEnd()}\n${taken}`)
    setTaken(null)
  }, [taken, mode, draft])
  const take = (row: Row<'whisper'>): void => {
    turnTo('reply')
    setTaken(row.text)
    void heed(row, 'taken')
  }
  useOffer('case.useSuggestion', suggestion ? () => take(suggestion) : null)
}

interface Taking {
  readonly mode: DraftMode
  readonly turnTo: (mode: DraftMode) => void
  readonly draft: Draft
}

/** What the field is called, by who reads it. */
function useFieldWords(row: Row<'case'>, mode: DraftMode): { readonly form: string; readonly field: string; readonly hint: string } {
  const { t } = useLingui()
  const agent = useAgentName(row.owner) ?? t`the agent`
  if (mode === 'reply') return { form: t`Reply to the customer`, field: t`Reply`, hint: t`Write to the customer` }
  if (mode === 'note') return { form: t`Internal note`, field: t`Internal note`, hint: t`Only colleagues read this` }
  if (mode === 'whisper') return { form: t`Whisper to the agent`, field: t`Whisper`, hint: t`Only ${agent} reads this` }
  return { form: t`Suggest a reply to the agent`, field: t`Suggested reply`, hint: t`${agent} may send this to the customer as it is` }
}

/** Where the next words are written: to the customer, or for colleagues, never to be mistaken for each other. */
export function Composer({ row, unseen, caughtUp, suggestion }: ComposerProps) {
  const { t, i18n } = useLingui()
  const me = useMe()
  const line = useLine()
  const area = useRef<HTMLTextAreaElement>(null)
  const [mode, turnTo] = useMode(row, area)
  const { watched } = useHands(row)
  const draft = useDraft(row.id, mode)
  const gate = gateOf({ row, me: me?.id ?? null, line: line.state, unseen: unseen.count, caughtUp })
  const toCustomer = mode === 'reply'
  const tied = useTied(row, toCustomer ? draft.text : '')
  const attach = useAttach(row.id)
  const { send, may, refusal } = useSend({ row, mode, draft, gate, known: unseen.known, after: tied ? [tied.command] : [] })
  const { typed } = useTelling({ case: row.id, party: row.party }, draft.text, toCustomer && row.channel === 'chat')
  useOffer('case.send', () => void send())
  const write = (text: string): void => {
    draft.write(text)
    typed()
  }
  const words = useFieldWords(row, mode)
  useSuggested(suggestion, { mode, turnTo, draft })
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
      {toCustomer && <GateNote gate={gate} watched={watched} />}
      {toCustomer && gate.open && <PreviewNote row={row} />}
      {refusal && <p className="refused composer-refused">{refusalWords(i18n, refusal)}</p>}
      <ComposerFoot mode={mode} draft={draft} queues={gate.open && gate.how === 'queue'} may={may} onSend={() => void send()} />
    </form>
  )
}
