import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { TextField } from 'react-aria-components/TextField'
import type { Row } from '../../domain/kind.ts'
import { DialogForm } from '../dialogs/dialog-form.tsx'
import { Modal } from '../dialogs/modal.tsx'
import { useSubmit } from '../dialogs/use-submit.ts'
import { useSite } from '../store/use-reference.ts'
import { Button } from '../ui/button.tsx'
import { fullOf } from '../ui/format.ts'
import { usePlace } from '../ui/use-place.ts'
import { dayAt, fieldOf, momentOf } from '../ui/zoned.ts'
import { promise } from './actions.ts'
import { dueOf } from './promise-words.ts'

const here = Intl.DateTimeFormat().resolvedOptions().timeZone

interface PromiseDialogProps {
  readonly row: Row<'case'>
  readonly text: string
}

/** Records what was promised and by when, so that it is kept by somebody, not remembered by chance. */
export function PromiseDialog({ row, text: found }: PromiseDialogProps) {
  const { t } = useLingui()
  const [opened] = useState(() => Date.now())
  const [text, setText] = useState(found)
  const zone = useSite(row.site)?.zone ?? here
  const [due, setDue] = useState(() => fieldOf(dueOf(found, opened, zone), zone))
  const dueAt = momentOf(due, zone)
  const ready = text.trim() !== '' && Number.isFinite(dueAt) && dueAt > opened
  const submit = useSubmit({ ready, doing: () => promise(row, text.trim(), dueAt) })
  const quick: readonly (readonly [string, number])[] = [
    [t`Today 17:00`, dayAt(opened, zone, { days: 0, hour: 17 })],
    [t`Tomorrow 12:00`, dayAt(opened, zone, { days: 1, hour: 12 })],
    [t`In a week`, dayAt(opened, zone, { days: 7, hour: 12 })],
  ]
  return (
    <Modal title={t`Record a promise`}>
      <DialogForm submit={submit} ready={ready} does={<Trans>Record promise</Trans>}>
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
              <Button key={words} look="line" onPress={() => setDue(fieldOf(at, zone))}>
                {words}
              </Button>
            ))}
        </div>
        <InWords row={row} zone={zone} dueAt={dueAt} />
        {Number.isFinite(dueAt) && dueAt <= opened && (
          <p className="refused">
            <Trans>This time has passed. Choose one that can be kept.</Trans>
          </p>
        )}
      </DialogForm>
    </Modal>
  )
}

/** The moment in words, at the site; and by this machine's clock where that is another. */
function InWords({ row, zone, dueAt }: { readonly row: Row<'case'>; readonly zone: string; readonly dueAt: number }) {
  const city = useSite(row.site)?.city ?? zone
  const [there, own] = [usePlace(zone), usePlace(here)]
  if (!Number.isFinite(dueAt)) return null
  const [when, mine] = [fullOf(dueAt, there), fullOf(dueAt, own)]
  return (
    <p className="form-hint">
      <Trans>
        In {city}: {when}
      </Trans>
      {when !== mine && (
        <>
          <br />
          <Trans>By this computer’s clock: {mine}</Trans>
        </>
      )}
    </p>
  )
}
