import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Label } from 'react-aria-components/Label'
import { Popover } from 'react-aria-components/Popover'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { Row } from '../../../domain/kind.ts'
import { CaseKind, Remedy } from '../../../domain/noun/case.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import { useOffer } from '../../commands/offers.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { kindWords, remedyWords } from '../../words/case-words.ts'
import { refusalWords } from '../../words/refusal.ts'
import { settle } from '../actions.ts'

/** What the case is; unsettled it asks, and either way it opens the choice. */
export function KindButton({ row }: { readonly row: Row<'case'> }) {
  const { t, i18n } = useLingui()
  const [isOpen, setOpen] = useState(false)
  useOffer('case.settle', () => setOpen(true))
  const kind = i18n._(kindWords[row.kind])
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <AriaButton
        className={`kind kind-${row.kind}${row.kindSettled ? '' : ' kind-open'}`}
        aria-label={row.kindSettled ? t`${kind}, settled. Change` : t`${kind}, proposed. Settle`}
      >
        <Icon name={row.kind === 'complaint' ? 'message-square-warning' : 'message-square-text'} size={12} />
        {row.kindSettled ? kind : t`${kind}?`}
        <Icon name="chevron-down" size={11} />
      </AriaButton>
      <Popover className="popover" placement="bottom start" offset={6}>
        <Dialog className="settle" aria-label={t`Settle what this case is`}>
          <SettleForm row={row} onDone={() => setOpen(false)} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function SettleForm({ row, onDone }: { readonly row: Row<'case'>; readonly onDone: () => void }) {
  const { t, i18n } = useLingui()
  const [kind, setKind] = useState<CaseKind>(row.kind)
  const [remedy, setRemedy] = useState<Remedy | null>(row.remedy)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const save = async (): Promise<void> => {
    const done = await settle(row, kind, kind === 'complaint' ? remedy : null)
    if (done.ok) onDone()
    else setRefusal(done.refusal)
  }
  return (
    <>
      <Choices
        label={t`This case is`}
        value={kind}
        options={CaseKind.options.map((one) => [one, i18n._(kindWords[one])])}
        onChange={(value) => setKind(CaseKind.parse(value))}
      />
      {kind === 'complaint' && (
        <Choices
          label={t`The customer wants`}
          value={remedy ?? ''}
          options={Remedy.options.map((one) => [one, i18n._(remedyWords[one])])}
          onChange={(value) => setRemedy(Remedy.parse(value))}
        />
      )}
      {refusal && <p className="refused">{refusalWords(i18n, refusal)}</p>}
      <Button look="solid" onPress={() => void save()}>
        {kind === 'complaint' ? <Trans>Settle as complaint</Trans> : <Trans>Settle as enquiry</Trans>}
      </Button>
    </>
  )
}

interface ChoicesProps {
  readonly label: string
  readonly value: string
  readonly options: readonly (readonly [string, string])[]
  readonly onChange: (value: string) => void
}

function Choices({ label, value, options, onChange }: ChoicesProps) {
  return (
    <RadioGroup className="choices" value={value} onChange={onChange}>
      <Label className="choices-label">{label}</Label>
      {options.map(([id, words]) => (
        <Radio key={id} value={id} className="choice">
          {words}
        </Radio>
      ))}
    </RadioGroup>
  )
}
