import { Trans, useLingui } from '@lingui/react/macro'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/fields.tsx'
import type { Walkin } from './deeds.ts'

interface WalkinFieldsProps {
  readonly walkin: Walkin
  readonly onChange: (walkin: Walkin) => void
  readonly onBack: () => void
}

/** Somebody new and their car, as far as they tell. Only the name is needed. */
export function WalkinFields({ walkin, onChange, onBack }: WalkinFieldsProps) {
  const { t } = useLingui()
  const set = (field: keyof Walkin) => (value: string) => onChange({ ...walkin, [field]: value })
  return (
    <fieldset className="walkin">
      <legend>
        <Trans>New customer</Trans>
      </legend>
      <Button look="link" onPress={onBack}>
        <Trans>Find an existing one</Trans>
      </Button>
      <Field label={t`Name`} value={walkin.name} onChange={set('name')} required autoFocus />
      <div className="field-pair">
        <Field label={t`Phone`} type="tel" value={walkin.phone} onChange={set('phone')} maxLength={40} />
        <Field label={t`Email`} type="email" value={walkin.email} onChange={set('email')} />
      </div>
      <div className="field-pair">
        <Field label={t`Car model`} value={walkin.model} onChange={set('model')} placeholder={t`For example: Tarn 5`} />
        <Field label={t`Number plate`} value={walkin.plate} onChange={set('plate')} maxLength={20} />
      </div>
    </fieldset>
  )
}
