import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Row } from '../../../domain/kind.ts'
import { DialogForm } from '../../dialogs/dialog-form.tsx'
import { Modal } from '../../dialogs/modal.tsx'
import { useSubmit } from '../../dialogs/use-submit.ts'
import { Field, LongField } from '../../ui/fields.tsx'
import { handBack, raise } from '../actions.ts'

/** An agent raises a hand: a supervisor sees it on the floor and in the case. */
export function RaiseDialog({ row }: { readonly row: Row<'case'> }) {
  const { t } = useLingui()
  const [reason, setReason] = useState('')
  const ready = reason.trim() !== ''
  const submit = useSubmit({ ready, doing: () => raise(row, reason.trim()) })
  return (
    <Modal title={t`Ask a supervisor for help`}>
      <DialogForm submit={submit} ready={ready} does={<Trans>Raise a hand</Trans>}>
        <p className="form-hint">
          <Trans>The case stays yours. The customer is not told.</Trans>
        </p>
        <Field
          label={t`What do you need?`}
          value={reason}
          onChange={setReason}
          placeholder={t`For example: they want their money back today`}
          required
          autoFocus
        />
      </DialogForm>
    </Modal>
  )
}

/** A supervisor gives a case back, with what its agent should know before they write again. */
export function HandBackDialog({ row }: { readonly row: Row<'case'> }) {
  const { t } = useLingui()
  const [text, setText] = useState('')
  const submit = useSubmit({ ready: true, doing: () => handBack(row, text.trim()) })
  const name = row.lent?.fromName ?? t`its agent`
  return (
    <Modal title={t`Hand back to ${name}`}>
      <DialogForm submit={submit} ready does={<Trans>Hand back</Trans>} back={<Trans>Keep it</Trans>}>
        <LongField
          label={t`What should ${name} know?`}
          value={text}
          onChange={setText}
          rows={3}
          hint={t`It stands in the case as an internal note. You may leave it empty.`}
          autoFocus
        />
      </DialogForm>
    </Modal>
  )
}
