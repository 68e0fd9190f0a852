import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import type { Row } from '../../domain/kind.ts'
import { DialogForm } from '../dialogs/dialog-form.tsx'
import { Modal } from '../dialogs/modal.tsx'
import { useSubmit } from '../dialogs/use-submit.ts'
import { dismissSafety } from './actions.ts'

/** Takes the safety warning down; a person must say why, and it stays in the case. */
export function SafetyDialog({ row }: { readonly row: Row<'case'> }) {
  const { t } = useLingui()
  const [reason, setReason] = useState('')
  const submit = useSubmit({ ready: reason.trim() !== '', doing: () => dismissSafety(row, reason.trim()) })
  const words = row.safety?.words ?? ''
  return (
    <Modal title={t`Dismiss the safety warning`}>
      <DialogForm
        submit={submit}
        ready={reason.trim() !== ''}
        does={<Trans>Dismiss with this reason</Trans>}
        back={<Trans>Keep the warning</Trans>}
      >
        <p>
          <Trans>The customer wrote “{words}”. Why is the car safe to drive? Colleagues will read your reason in this case.</Trans>
        </p>
        <TextField className="field" value={reason} onChange={setReason} maxLength={200} isRequired autoFocus>
          <Label>
            <Trans>Reason</Trans>
          </Label>
          <Input placeholder={t`For example: checked on the ramp today, pads and discs are fine`} />
        </TextField>
      </DialogForm>
    </Modal>
  )
}
