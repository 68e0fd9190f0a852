import { useLingui } from '@lingui/react/macro'
import { Choice } from '../ui/fields.tsx'

/** Who rang whom, and whether they spoke. */
export type CallFacts = {
  readonly way: 'inbound' | 'outreach'
  readonly outcome: 'answered' | 'missed' | 'voicemail'
}

interface CallFieldsProps {
  readonly call: CallFacts
  readonly onChange: (call: CallFacts) => void
}

export function CallFields({ call, onChange }: CallFieldsProps) {
  const { t } = useLingui()
  return (
    <div className="field-pair">
      <Choice
        label={t`Who rang`}
        value={call.way}
        onChange={(way) => onChange({ ...call, way })}
        options={[
          ['inbound', t`The customer rang us`],
          ['outreach', t`We rang the customer`],
        ]}
      />
      <Choice
        label={t`Outcome`}
        value={call.outcome}
        onChange={(outcome) => onChange({ ...call, outcome })}
        options={[
          ['answered', t`We spoke`],
          ['missed', t`Nobody answered`],
          ['voicemail', t`Left a message`],
        ]}
      />
    </div>
  )
}
