import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Slot } from '../../domain/contract/query.ts'
import type { VehicleId } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import { Purpose } from '../../domain/noun/resource.ts'
import { reply } from '../case/actions.ts'
import { useSeenNumbers } from '../case/seen.ts'
import { DialogForm } from '../dialogs/dialog-form.tsx'
import { Modal } from '../dialogs/modal.tsx'
import { useSubmit } from '../dialogs/use-submit.ts'
import { announce } from '../store/announce.ts'
import { askedFor } from '../store/bookings.ts'
import type { Done } from '../store/run.ts'
import { useMe } from '../store/session.ts'
import { useMySites } from '../store/use-my-sites.ts'
import { useWatch } from '../store/use-watch.ts'
import { useView, type Whom } from '../store/view.ts'
import { Choice, Field, LongField } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { purposeWords } from '../words/purpose-words.ts'
import './customer.css'
import { CustomerField } from './customer-field.tsx'
import { book } from './deeds.ts'
import { SlotPicker } from './slot-picker.tsx'
import { VehicleChoice } from './vehicle-choice.tsx'

/** The case a message about the booking would go into: the one on screen, while it is ours to answer. */
function useTheirCase(whom: Whom | null): Row<'case'> | null {
  const me = useMe()
  const open = useView((view) => view.open)
  const row = useWatch(open && { of: 'case', case: open.case })?.case ?? null
  if (row === null || whom === null || row.party !== whom.party || row.state !== 'open') return null
  return row.owner === null || row.owner === me?.id ? row : null
}

function useBooking(first: Whom | null) {
  const { t } = useLingui()
  const [whom, setWhom] = useState(first)
  const [vehicle, setVehicle] = useState<VehicleId | null>(null)
  const [purpose, setPurpose] = useState<Purpose>('service')
  const [slot, setSlot] = useState<Slot | null>(null)
  const [words, setWords] = useState({ note: '', message: '' })
  const row = useTheirCase(whom)
  const known = useSeenNumbers(({ byCase }) => (row === null ? 0 : (byCase[row.id] ?? 0)))
  const doing = async (): Promise<Done> => {
    if (whom === null || slot === null) return { ok: false, refusal: { code: 'no-slot' } }
    const booked = await book({ who: { party: whom.party, vehicle }, slot, purpose, case: row?.id ?? null, note: words.note })
    if (!booked.ok) return booked
    announce(t`Slot asked for`)
    askedFor({ command: booked.command, party: whom.party, startsAt: slot.startsAt })
    const text = words.message.trim()
    return row === null || text === '' ? booked : reply(row, { text, knows: known, after: [booked.command] })
  }
  return { whom, setWhom, vehicle, setVehicle, purpose, setPurpose, slot, setSlot, words, setWords, row, doing }
}

/** Asks for a slot out of those this device knows to be free; what is said about it waits until the hub has confirmed it. */
export function BookDialog({ whom }: { readonly whom: Whom | null }) {
  const { t, i18n } = useLingui()
  const made = useBooking(whom)
  const site = useMySites()[0] ?? null
  const ready = made.whom !== null && made.slot !== null
  const submit = useSubmit({ ready, doing: made.doing })
  const set = (field: 'note' | 'message') => (value: string) => made.setWords((now) => ({ ...now, [field]: value }))
  return (
    <Modal title={t`Book an appointment`} size="form">
      <DialogForm submit={submit} ready={ready} does={<Trans>Book this slot</Trans>}>
        <CustomerField whom={made.whom} onChoose={made.setWhom} />
        <div className="field-pair">
          <Choice
            label={t`What for`}
            value={made.purpose}
            onChange={(purpose) => {
              made.setPurpose(purpose)
              made.setSlot(null)
            }}
            options={Purpose.options.map((one) => [one, i18n._(purposeWords[one])])}
          />
          {made.whom && <VehicleChoice party={made.whom.party} chosen={made.vehicle} onChoose={made.setVehicle} />}
        </div>
        {site && <SlotPicker site={site} purpose={made.purpose} chosen={made.slot} onChoose={made.setSlot} />}
        <Field label={t`Note for colleagues`} value={made.words.note} onChange={set('note')} />
        {made.row && (
          <>
            <LongField
              label={t`Tell the customer`}
              value={made.words.message}
              onChange={set('message')}
              rows={2}
              placeholder={t`May stay empty`}
            />
            <p className="form-hint">
              <Icon name="link" size={12} /> <Trans>Leaves only once the booking stands: nothing is promised that is not held.</Trans>
            </p>
          </>
        )}
      </DialogForm>
    </Modal>
  )
}
