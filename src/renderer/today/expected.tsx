import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Expected as Guest, Today } from '../../domain/contract/query.ts'
import { closeAppointment, log } from '../customer/deeds.ts'
import { alarm, announce } from '../store/announce.ts'
import { lookAt } from '../store/view.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { timeOf } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { Pill } from '../ui/pill.tsx'
import { Plate } from '../ui/plate.tsx'
import { Time } from '../ui/time.tsx'
import { usePlace } from '../ui/use-place.ts'
import { purposeIcons, purposeWords } from '../words/purpose-words.ts'
import { refusalWords } from '../words/refusal.ts'

interface ExpectedProps {
  readonly today: Today
  readonly now: number
}

/** Whom the dealership expects, in the order of the clock; who is yet to come is marked where the present stands. */
export function Expected({ today, now }: ExpectedProps) {
  const { t } = useLingui()
  if (today.expected.length === 0)
    return today.whole ? (
      <EmptyState icon="calendar-days" title={t`Nobody is expected on this day`} hint={t`A booking made for it shows here at once.`} />
    ) : (
      <EmptyState
        icon="refresh"
        title={t`This day is not on this device yet`}
        hint={t`It comes by itself while the line is up. The next 7 days are fetched first.`}
      />
    )
  return (
    <>
      {!today.whole && (
        <p className="today-part" role="status">
          <Icon name="refresh" size={13} />
          <Trans>Not all of this day is on this device yet.</Trans>
        </p>
      )}
      <ol className="guests">
        {today.expected.map((guest) => (
          <GuestRow key={guest.appointment.id} guest={guest} now={now} />
        ))}
      </ol>
    </>
  )
}

interface GuestProps {
  readonly guest: Guest
  readonly now: number
}

function GuestRow({ guest, now }: GuestProps) {
  const { i18n } = useLingui()
  const place = usePlace()
  const { appointment, party, vehicle } = guest
  const name = appointment.customerName ?? party?.name ?? null
  return (
    <li className="guest" data-state={appointment.state}>
      <div className="guest-when">
        <time className="num" dateTime={new Date(appointment.startsAt).toISOString()}>
          {timeOf(appointment.startsAt, place)}
        </time>
        <span>
          <Icon name={purposeIcons[appointment.purpose]} size={13} />
          {i18n._(purposeWords[appointment.purpose])}
        </span>
      </div>
      <div className="guest-card">
        <button type="button" className="guest-who" onClick={() => lookAt({ party: appointment.party, name })}>
          <Avatar name={name} size={36} />
          <span>
            <b className="ellipsis" dir="auto">
              {name ?? <Trans>Unknown visitor</Trans>}
            </b>
            <span className="guest-car">
              {vehicle ? (
                <>
                  <bdi>{vehicle.model}</bdi>
                  {vehicle.plate !== null && <Plate>{vehicle.plate}</Plate>}
                </>
              ) : (
                <Trans>No vehicle yet</Trans>
              )}
            </span>
          </span>
        </button>
        <GuestFacts guest={guest} />
        {appointment.note !== null && (
          <p className="guest-note" dir="auto">
            {appointment.note}
          </p>
        )}
      </div>
      <GuestActs guest={guest} now={now} />
    </li>
  )
}

/** What a person at the door wants to know before the first word. */
function GuestFacts({ guest: { openCases, promisesDue, recalls, lastContactAt } }: { readonly guest: Guest }) {
  return (
    <ul className="guest-facts">
      {recalls > 0 && (
        <li>
          <Pill tone="danger" icon="triangle-alert">
            <Plural value={recalls} one="# recall" other="# recalls" />
          </Pill>
        </li>
      )}
      {openCases > 0 && (
        <li>
          <Pill tone="cs" icon="message-circle">
            <Plural value={openCases} one="# open case" other="# open cases" />
          </Pill>
        </li>
      )}
      {promisesDue > 0 && (
        <li>
          <Pill tone="warn" icon="handshake">
            <Plural value={promisesDue} one="# promise due" other="# promises due" />
          </Pill>
        </li>
      )}
      <li className="guest-contact">
        {lastContactAt === null ? (
          <Trans>No contact yet</Trans>
        ) : (
          <Trans>
            Last contact <Time at={lastContactAt} />
          </Trans>
        )}
      </li>
    </ul>
  )
}

function useArrival({ appointment }: Guest) {
  const { t, i18n } = useLingui()
  const [busy, setBusy] = useState(false)
  const name = appointment.customerName ?? ''
  const close = async (state: 'arrived' | 'missed'): Promise<void> => {
    setBusy(true)
    const done = await closeAppointment(appointment, state)
    if (done.ok && state === 'arrived') {
      const reason = i18n._(purposeWords[appointment.purpose])
      const { party, vehicle, site, case: about } = appointment
      await log({ who: { party, vehicle }, site, case: about, kind: 'walk_in', data: { reason }, at: Date.now() })
    }
    setBusy(false)
    if (!done.ok) alarm(refusalWords(i18n, done.refusal))
    else announce(state === 'arrived' ? t`${name} has arrived` : t`${name} did not come`)
  }
  return { busy, close }
}

function GuestActs({ guest, now }: GuestProps) {
  const { appointment } = guest
  const { state, closedAt, startsAt } = appointment
  const { busy, close } = useArrival(guest)
  if (state !== 'booked')
    return (
      <div className="guest-acts">
        <span className={`guest-state guest-${state}`}>
          <Icon name={state === 'arrived' ? 'check' : 'x'} size={15} />
          {state === 'arrived' ? <Trans>Arrived</Trans> : state === 'missed' ? <Trans>Did not come</Trans> : <Trans>Cancelled</Trans>}
          {closedAt !== null && <Time at={closedAt} />}
        </span>
      </div>
    )
  return (
    <div className="guest-acts">
      <Button look="line" className="big" icon="check" isDisabled={busy} onPress={() => void close('arrived')}>
        <Trans>Arrived</Trans>
      </Button>
      {startsAt < now && (
        <Button className="big" icon="x" isDisabled={busy} onPress={() => void close('missed')}>
          <Trans>Missed</Trans>
        </Button>
      )}
    </div>
  )
}
