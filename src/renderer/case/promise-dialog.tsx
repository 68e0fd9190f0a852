import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import type { Row } from '../../domain/kind.ts'
import { Modal } from '../dialogs/modal.tsx'
import { useSubmit } from '../dialogs/use-submit.ts'
import { useSite } from '../store/use-reference.ts'
import { showOverlay } from '../store/view.ts'
import { Button } from '../ui/button.tsx'
import { fullOf } from '../ui/format.ts'
import { usePlace } from '../ui/use-place.ts'
import { refusalWords } from '../words/refusal.ts'
import { promise } from './actions.ts'
import { dueOf } from './promise-words.ts'

interface PromiseDialogProps {
  readonly row: Row<'case'>
  readonly text: string
}

const two = (n: number): string => String(n).padStart(2, '0')

/** A moment as a date-and-time field writes it, by this machine's clock. */
function asField(at: number): string {
  const day = new Date(at)
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}T${two(day.getHours())}:${two(day.getMinutes())}`
}

const dayAt = (now: number, days: number, hour: number): number => {
  const day = new Date(now)
  day.setDate(day.getDate() + days)
  return day.setHours(hour, 0, 0, 0)
}

/** Records what was promised and by when, so that it is kept by somebody, not remembered by chance. */
export function PromiseDialog({ row, text: found }: PromiseDialogProps) {
  const { t, i18n } = useLingui()
  const [opened] = useState(() => Date.now())
  const [text, setText] = useState(found)
  const [due, setDue] = useState(() => asField(dueOf(found, opened)))
  const dueAt = new Date(due).getTime()
  const ready = text.trim() !== '' && Number.isFinite(dueAt) && dueAt > opened
  const { refusal, busy, form } = useSubmit({ ready, doing: () => promise(row, text.trim(), dueAt) })
  const quick: readonly (readonly [string, number])[] = [
    [t`Today 17:00`, dayAt(opened, 0, 17)],
    [t`Tomorrow 12:00`, dayAt(opened, 1, 12)],
    [t`In a week`, dayAt(opened, 7, 12)],
  ]
  return (
    <Modal title={t`Record a promise`}>
      <form className="form" {...form}>
        <TextField className="field" value={text} onChange={setText} maxLength={200} isRequired autoFocus>
          <Label>
            <Trans>What was promised</Trans>
          </Label>
          <Input placeholder={t`For example: call with the workshop's answer`} dir="auto" />
        </TextField>
        <TextField className="field" type="datetime-local" value={due} onChange={setDue} isRequired>
          <Label>
            <Trans>By when</Trans>
          </Label>
          <Input />
        </TextField>
        <div className="quick">
          {quick
            .filter(([, at]) => at > opened)
            .map(([words, at]) => (
              <Button key={words} look="line" onPress={() => setDue(asField(at))}>
                {words}
              </Button>
            ))}
        </div>
        <InWords row={row} dueAt={dueAt} />
        {Number.isFinite(dueAt) && dueAt <= opened && (
          <p className="refused">
            <Trans>This time has passed. Choose one that can be kept.</Trans>
          </p>
        )}
        {refusal && <p className="refused">{refusalWords(i18n, refusal)}</p>}
        <div className="form-acts">
          <Button onPress={() => showOverlay(null)}>
            <Trans>Cancel</Trans>
          </Button>
          <Button look="solid" type="submit" isDisabled={busy || !ready}>
            <Trans>Record promise</Trans>
          </Button>
        </div>
      </form>
    </Modal>
  )
}

/** The moment in words, and by the site's clock where that is another than the agent's. */
function InWords({ row, dueAt }: { readonly row: Row<'case'>; readonly dueAt: number }) {
  const site = useSite(row.site)
  const [here, there] = [usePlace(), usePlace(site?.zone)]
  if (!Number.isFinite(dueAt)) return null
  const elsewhere = site !== null && site.zone !== Intl.DateTimeFormat().resolvedOptions().timeZone
  const [when, city] = [fullOf(dueAt, there), site?.city ?? '']
  return (
    <p className="form-hint">
      <bdi>{fullOf(dueAt, here)}</bdi>
      {elsewhere && (
        <>
          {' · '}
          <Trans>
            In {city}: {when}
          </Trans>
        </>
      )}
    </p>
  )
}
