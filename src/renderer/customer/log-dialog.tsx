import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { VehicleId } from '../../domain/id.ts'
import { DialogForm } from '../dialogs/dialog-form.tsx'
import { Modal } from '../dialogs/modal.tsx'
import { useSubmit } from '../dialogs/use-submit.ts'
import { announce } from '../store/announce.ts'
import type { Done } from '../store/run.ts'
import { useMySites } from '../store/use-my-sites.ts'
import { type Logged, useView, type Whom } from '../store/view.ts'
import { Field, Segments } from '../ui/fields.tsx'
import { fieldOf, momentOf } from '../ui/zoned.ts'
import { type CallFacts, CallFields } from './call-fields.tsx'
import './customer.css'
import { CustomerField } from './customer-field.tsx'
import { log } from './deeds.ts'
import { VehicleChoice } from './vehicle-choice.tsx'

const here = Intl.DateTimeFormat().resolvedOptions().timeZone

interface LogDialogProps {
  readonly what: Logged
  readonly whom: Whom | null
}

interface Facts {
  readonly words: string
  readonly remark: string
  readonly call: CallFacts
}

const kinds = { visit: 'walk_in', call: 'call', drive: 'test_drive_done' } as const

const dataOf = (what: Logged, { words, remark, call }: Facts): Readonly<Record<string, string | null>> => {
  if (what === 'visit') return { reason: words.trim() }
  if (what === 'call') return { ...call, about: words.trim() }
  return { model: words.trim(), remark: remark.trim() === '' ? null : remark.trim() }
}

function useLog({ what: first, whom: begun }: LogDialogProps) {
  const { t } = useLingui()
  const [what, setWhat] = useState(first)
  const [whom, setWhom] = useState(begun)
  const [vehicle, setVehicle] = useState<VehicleId | null>(null)
  const [facts, setFacts] = useState<Facts>({ words: '', remark: '', call: { way: 'inbound', outcome: 'answered' } })
  const site = useMySites()[0] ?? null
  const zone = site?.zone ?? here
  const [opened] = useState(() => Date.now())
  const [when, setWhen] = useState(() => fieldOf(opened, zone))
  const open = useView((view) => view.open)
  const at = Math.min(momentOf(when, zone), Date.now())
  const ready = whom !== null && site !== null && facts.words.trim() !== '' && Number.isFinite(at)
  const doing = async (): Promise<Done> => {
    if (whom === null || site === null) return { ok: false, refusal: { code: 'not-found' } }
    const about = open?.party === whom.party ? open.case : null
    const who = { party: whom.party, vehicle }
    const done = await log({ who, site: site.id, case: about, kind: kinds[what], data: dataOf(what, facts), at })
    if (done.ok) announce(t`Logged`)
    return done
  }
  return { what, setWhat, whom, setWhom, vehicle, setVehicle, facts, setFacts, when, setWhen, ready, doing }
}

/** Writes down a visit, a phone call or a test drive, so that the journey knows of it. */
export function LogDialog(props: LogDialogProps) {
  const { t } = useLingui()
  const made = useLog(props)
  const { what, whom, facts, setFacts } = made
  const submit = useSubmit(made)
  const wording: Readonly<Record<Logged, string>> = { visit: t`Why they came`, call: t`What it was about`, drive: t`Model driven` }
  return (
    <Modal title={t`Log what happened`} size="form">
      <DialogForm
        submit={submit}
        ready={made.ready}
        does={what === 'visit' ? <Trans>Log visit</Trans> : what === 'call' ? <Trans>Log call</Trans> : <Trans>Log test drive</Trans>}
      >
        <Segments
          label={t`What happened`}
          value={what}
          onChange={made.setWhat}
          options={[
            ['visit', t`Visit`],
            ['call', t`Phone call`],
            ['drive', t`Test drive`],
          ]}
        />
        <CustomerField whom={whom} onChoose={made.setWhom} />
        {whom && <VehicleChoice party={whom.party} chosen={made.vehicle} onChoose={made.setVehicle} />}
        {what === 'call' && <CallFields call={facts.call} onChange={(call) => setFacts((now) => ({ ...now, call }))} />}
        <Field label={wording[what]} value={facts.words} onChange={(words) => setFacts((now) => ({ ...now, words }))} required />
        {what === 'drive' && (
          <Field label={t`What they said`} value={facts.remark} onChange={(remark) => setFacts((now) => ({ ...now, remark }))} />
        )}
        <Field label={t`When`} type="datetime-local" value={made.when} onChange={made.setWhen} />
      </DialogForm>
    </Modal>
  )
}
