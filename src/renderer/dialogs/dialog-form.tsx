import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { showOverlay } from '../store/view.ts'
import { Button } from '../ui/button.tsx'
import { refusalWords } from '../words/refusal.ts'
import type { useSubmit } from './use-submit.ts'

interface DialogFormProps {
  readonly submit: ReturnType<typeof useSubmit>
  /** Whether there is enough to do it. */
  readonly ready: boolean
  /** The one thing it does. */
  readonly does: ReactNode
  /** What leaving it undone is called, where that is more than a cancel. */
  readonly back?: ReactNode
  readonly children: ReactNode
}

/** A dialog's fields, why it was refused, the way back and the one thing it does, which stays in sight while the fields scroll. */
export function DialogForm({ submit: { form, refusal, busy }, ready, does, back, children }: DialogFormProps) {
  const { i18n } = useLingui()
  return (
    <form className="dialog-form" {...form}>
      <div className="form">{children}</div>
      <div className="form-end">
        {refusal && <p className="refused">{refusalWords(i18n, refusal)}</p>}
        <div className="form-acts">
          <Button onPress={() => showOverlay(null)}>{back ?? <Trans>Cancel</Trans>}</Button>
          <Button look="solid" type="submit" isDisabled={busy || !ready}>
            {does}
          </Button>
        </div>
      </div>
    </form>
  )
}
