import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Refusal } from '../../domain/refusal.ts'
import { showOverlay } from '../store/view.ts'
import { Button } from '../ui/button.tsx'
import { refusalWords } from '../words/refusal.ts'

interface FormEndProps {
  readonly refusal: Refusal | null
  readonly isDisabled: boolean
  /** What leaving it undone is called, where that is more than a cancel. */
  readonly back?: ReactNode
  readonly children: ReactNode
}

/** How a dialog ends: why it was refused, the way back, and the one thing it does. It stays in sight while the fields scroll. */
export function FormEnd({ refusal, isDisabled, back, children }: FormEndProps) {
  const { i18n } = useLingui()
  return (
    <div className="form-end">
      {refusal && <p className="refused">{refusalWords(i18n, refusal)}</p>}
      <div className="form-acts">
        <Button onPress={() => showOverlay(null)}>{back ?? <Trans>Cancel</Trans>}</Button>
        <Button look="solid" type="submit" isDisabled={isDisabled}>
          {children}
        </Button>
      </div>
    </div>
  )
}
