import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { Row } from '../../domain/kind.ts'
import { announce } from '../store/announce.ts'
import { closePromise, type Ending } from './closings.ts'

interface PromiseEndProps {
  readonly promise: Row<'commitment'>
  readonly ending: Ending
  readonly onDone: () => void
}

/** Asks how it was kept, or why it is cancelled, in place; Escape leaves it as it was. */
export function PromiseEnd({ promise, ending, onDone }: PromiseEndProps) {
  const { t } = useLingui()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState(false)
  useEffect(() => field.current?.focus(), [])
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const evidence = words.trim() === '' ? null : words.trim()
    if (ending === 'cancelled' && evidence === null) {
      setMissing(true)
      return
    }
    void closePromise({ promise, state: ending, evidence, at: Date.now() })
    announce(ending === 'kept' ? t`Marked as kept: ${promise.text}` : t`Cancelled: ${promise.text}`)
    onDone()
  }
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onDone()
  }
  return (
    <form className="promise-end" onSubmit={submit} onKeyDown={leave}>
      <label htmlFor={id}>
        {ending === 'kept' ? (
          <Trans>How was it kept? Their answer, a document, a call (may stay empty)</Trans>
        ) : (
          <Trans>Why is it cancelled?</Trans>
        )}
      </label>
      <input
        id={id}
        ref={field}
        dir="auto"
        maxLength={200}
        value={words}
        aria-invalid={missing}
        aria-describedby={missing ? `${id}-why` : undefined}
        onChange={(event) => setWords(event.target.value)}
      />
      {missing && (
        <p id={`${id}-why`} className="promise-missing">
          <Trans>Say why, in a few words.</Trans>
        </p>
      )}
      <div className="promise-buttons">
        <button type="submit" className="btn btn-solid">
          {ending === 'kept' ? <Trans>Mark as kept</Trans> : <Trans>Cancel the promise</Trans>}
        </button>
        <button type="button" className="btn btn-line" onClick={onDone}>
          <Trans>Leave it open</Trans>
        </button>
      </div>
    </form>
  )
}
