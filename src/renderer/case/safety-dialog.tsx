import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import type { Row } from '../../domain/kind.ts'
import { Modal } from '../dialogs/modal.tsx'
import { useSubmit } from '../dialogs/use-submit.ts'
import { showOverlay } from '../store/view.ts'
import { Button } from '../ui/button.tsx'
import { refusalWords } from '../words/refusal.ts'
import { dismissSafety } from './actions.ts'

/** Takes the safety warning down; a person must say why, and it stays in the case. */
export function SafetyDialog({ row }: { readonly row: Row<'case'> }) {
  const { t, i18n } = useLingui()
  const [reason, setReason] = useState('')
  const { refusal, busy, form } = useSubmit({ ready: reason.trim() !== '', doing: () => dismissSafety(row, reason.trim()) })
  const words = row.safety?.words ?? ''
  return (
    <Modal title={t`Dismiss the safety warning`}>
      <form className="form" {...form}>
        <p>
          <Trans>The customer wrote “{words}”. Why is the car safe to drive? Colleagues will read your reason in this case.</Trans>
        </p>
        <TextField className="field" value={reason} onChange={setReason} maxLength={200} isRequired autoFocus>
          <Label>
            <Trans>Reason</Trans>
          </Label>
          <Input placeholder={t`For example: checked on the ramp today, pads and discs are fine`} />
        </TextField>
        {refusal && <p className="refused">{refusalWords(i18n, refusal)}</p>}
        <div className="form-acts">
          <Button onPress={() => showOverlay(null)}>
            <Trans>Keep the warning</Trans>
          </Button>
          <Button look="solid" type="submit" isDisabled={busy || reason.trim() === ''}>
            <Trans>Dismiss with this reason</Trans>
          </Button>
        </div>
      </form>
    </Modal>
  )
}
