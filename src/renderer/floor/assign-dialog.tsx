import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useCallback, useState } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import type { Hand } from '../../domain/contract/floor.ts'
import { MessageId } from '../../domain/id.ts'
import { DialogForm } from '../dialogs/dialog-form.tsx'
import { Modal } from '../dialogs/modal.tsx'
import { useSubmit } from '../dialogs/use-submit.ts'
import { change, newId } from '../store/run.ts'
import { useWatch } from '../store/use-watch.ts'
import type { Assignable } from '../store/view.ts'
import { Avatar } from '../ui/avatar.tsx'
import { LongField } from '../ui/fields.tsx'
import { Pill } from '../ui/pill.tsx'
import { shownTones, shownWords } from '../words/presence-words.ts'
import './assign.css'

const busy = { available: 0, 'wrap-up': 1, busy: 2, break: 3, 'working-offline': 4, away: 5, vanished: 6, offline: 7 } as const

/** Whoever is free and holds least comes first: in the usual case that is who is meant. */
function inOrder(hands: readonly Hand[]): readonly Hand[] {
  const place = ({ presence }: Hand): number => (presence ? busy[presence.shown] : 0)
  return hands.toSorted((a, b) => place(a) - place(b) || a.open - b.open || (a.name < b.name ? -1 : 1))
}

/** Gives a case to somebody of its site: a letter or the arrows choose, Enter assigns. The note says why, if need be. */
export function AssignDialog({ what }: { readonly what: Assignable }) {
  const { t } = useLingui()
  const { site, owner, customerName } = what
  const hands = inOrder((useWatch({ of: 'hands', site }) ?? []).filter(({ agent }) => agent !== owner))
  const [chosen, setChosen] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const to = hands.find(({ agent }) => agent === chosen) ?? hands[0] ?? null
  const assign = (agent: Hand['agent']) => {
    const text = note.trim()
    const words = text === '' ? null : { message: MessageId.parse(newId()), text }
    return change('case.assign', { case: what.case, party: what.party, fence: what.fence, to: agent, note: words })
  }
  const submit = useSubmit({
    ready: to !== null,
    doing: () => (to ? assign(to.agent) : Promise.resolve({ ok: false, refusal: { code: 'failed' } })),
  })
  // A letter moves the focus and not the choice: whoever has the focus is meant, also by Enter.
  const follow = useCallback((list: HTMLElement | null) => {
    const listen = ({ target }: FocusEvent): void => {
      const key = target instanceof Element ? target.closest<HTMLElement>('[data-key]')?.dataset.key : undefined
      if (key !== undefined) setChosen(key)
    }
    list?.addEventListener('focusin', listen)
    return () => list?.removeEventListener('focusin', listen)
  }, [])
  const who = customerName ?? t`Unknown visitor`
  return (
    <Modal title={t`Assign: ${who}`}>
      <DialogForm submit={submit} ready={to !== null} does={to === null ? <Trans>Assign</Trans> : <Trans>Assign to {to.name}</Trans>}>
        {what.subject !== '' && (
          <p className="assign-what ellipsis" dir="auto">
            {what.subject}
          </p>
        )}
        {hands.length === 0 ? (
          <p>
            <Trans>Nobody else works at this site.</Trans>
          </p>
        ) : (
          <ListBox<Hand & { readonly id: string }>
            ref={follow}
            className="assign-list"
            aria-label={t`To whom`}
            items={hands.map((hand) => ({ ...hand, id: hand.agent }))}
            selectionMode="single"
            selectionBehavior="replace"
            disallowEmptySelection
            autoFocus="first"
            selectedKeys={to ? [to.agent] : []}
            onSelectionChange={(keys) => setChosen(keys === 'all' ? null : String([...keys][0]))}
            onAction={submit.now}
          >
            {(hand) => <HandRow hand={hand} />}
          </ListBox>
        )}
        <LongField label={t`Note for them, if they need one`} value={note} onChange={setNote} rows={2} />
      </DialogForm>
    </Modal>
  )
}

function HandRow({ hand: { agent, name, open, presence } }: { readonly hand: Hand }) {
  const { i18n } = useLingui()
  return (
    <ListBoxItem id={agent} className="assign-hand" textValue={name}>
      <Avatar name={name} size={26} />
      <span className="assign-name ellipsis" dir="auto">
        {name}
      </span>
      {presence && <Pill tone={shownTones[presence.shown]}>{i18n._(shownWords[presence.shown])}</Pill>}
      <span className="assign-open">
        <Plural value={open} one="# open case" other="# open cases" />
      </span>
    </ListBoxItem>
  )
}
