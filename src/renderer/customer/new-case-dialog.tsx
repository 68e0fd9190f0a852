import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { VehicleId } from '../../domain/id.ts'
import type { CaseKind } from '../../domain/noun/case.ts'
import type { Channel } from '../../domain/value.ts'
import { DialogForm } from '../dialogs/dialog-form.tsx'
import { Modal } from '../dialogs/modal.tsx'
import { useSubmit } from '../dialogs/use-submit.ts'
import type { Done } from '../store/run.ts'
import { useMySites } from '../store/use-my-sites.ts'
import { useReference } from '../store/use-reference.ts'
import { openCase, type Whom } from '../store/view.ts'
import { Choice, Field, LongField, Segments } from '../ui/fields.tsx'
import { channelWords, kindWords } from '../words/case-words.ts'
import './customer.css'
import { CustomerField } from './customer-field.tsx'
import { openNew, register, type Somebody, type Walkin } from './deeds.ts'
import { VehicleChoice } from './vehicle-choice.tsx'
import { WalkinFields } from './walkin-fields.tsx'

const channels = ['dealership', 'phone', 'email', 'post'] as const satisfies readonly Channel[]

const nobody: Walkin = { name: '', phone: '', email: '', model: '', plate: '' }

function useWho(first: Whom | null) {
  const [whom, setWhom] = useState(first)
  const [walkin, setWalkin] = useState<Walkin | null>(null)
  const [vehicle, setVehicle] = useState<VehicleId | null>(null)
  const known = walkin === null ? whom !== null : walkin.name.trim() !== ''
  return { whom, setWhom, walkin, setWalkin, vehicle, setVehicle, known }
}

function useNewCase(first: Whom | null) {
  const who = useWho(first)
  const sites = useMySites()
  const reference = useReference()
  const [fields, setFields] = useState({ site: '', subject: '', told: '' })
  const [kind, setKind] = useState<CaseKind>('complaint')
  const [channel, setChannel] = useState<Channel>('dealership')
  const site = sites.find(({ id }) => id === fields.site) ?? sites[0] ?? null
  const queue = reference?.queues.find((one) => one.site === site?.id) ?? null
  const doing = async (): Promise<Done> => {
    if (site === null || queue === null) return { ok: false, refusal: { code: 'not-found' } }
    const known: Somebody | null = who.whom && { party: who.whom.party, vehicle: who.vehicle, after: [] }
    const somebody = who.walkin === null ? known : await register(site, who.walkin)
    if (somebody === null) return { ok: false, refusal: { code: 'not-found' } }
    if ('ok' in somebody) return somebody
    const done = await openNew({ who: somebody, site: site.id, queue: queue.id, kind, channel, subject: fields.subject, told: fields.told })
    // After the dialog has closed and given the focus back.
    if (done.ok) requestAnimationFrame(() => openCase({ case: done.id, party: somebody.party }, true))
    return done
  }
  return { who, sites, site, queue, fields, setFields, kind, setKind, channel, setChannel, doing }
}

/** A complaint or an enquiry told at the counter or on the phone: who, what, and in whose words. */
export function NewCaseDialog({ whom }: { readonly whom: Whom | null }) {
  const { t, i18n } = useLingui()
  const made = useNewCase(whom)
  const { who, sites, site, queue, fields, setFields } = made
  const ready = who.known && queue !== null && fields.subject.trim() !== ''
  const submit = useSubmit({ ready, doing: made.doing })
  const set = (field: keyof typeof fields) => (value: string) => setFields((now) => ({ ...now, [field]: value }))
  return (
    <Modal title={t`New complaint or enquiry`} size="form">
      <DialogForm
        submit={submit}
        ready={ready}
        does={made.kind === 'complaint' ? <Trans>Open complaint</Trans> : <Trans>Open enquiry</Trans>}
      >
        {who.walkin === null ? (
          <CustomerField whom={who.whom} onChoose={who.setWhom} onRegister={(name) => who.setWalkin({ ...nobody, name })} />
        ) : (
          <WalkinFields walkin={who.walkin} onChange={who.setWalkin} onBack={() => who.setWalkin(null)} />
        )}
        {who.walkin === null && who.whom && <VehicleChoice party={who.whom.party} chosen={who.vehicle} onChoose={who.setVehicle} />}
        <Segments
          label={t`Complaint or enquiry`}
          value={made.kind}
          onChange={made.setKind}
          options={[
            ['complaint', i18n._(kindWords.complaint)],
            ['enquiry', i18n._(kindWords.enquiry)],
          ]}
        />
        <Field label={t`What it is about`} value={fields.subject} onChange={set('subject')} required />
        <LongField
          label={t`What they told you`}
          hint={t`Kept as your internal note. Their own words help most.`}
          value={fields.told}
          onChange={set('told')}
        />
        <div className="field-pair">
          <Choice
            label={t`How it came`}
            value={made.channel}
            onChange={made.setChannel}
            options={channels.map((one) => [one, i18n._(channelWords[one])])}
          />
          {sites.length > 1 && site !== null && (
            <Choice label={t`Site`} value={site.id as string} onChange={set('site')} options={sites.map(({ id, name }) => [id, name])} />
          )}
        </div>
      </DialogForm>
    </Modal>
  )
}
