import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Dossier } from '../../domain/contract/query.ts'
import type { Row } from '../../domain/kind.ts'
import { yearDayOf } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { Plate } from '../ui/plate.tsx'
import { Section } from '../ui/section.tsx'
import { Age } from './age.tsx'
import { Moment, useHerePlace } from './place.tsx'
import './vehicles.css'
import { kmOf } from './write.ts'

interface VehiclesProps {
  readonly dossier: Dossier
  readonly now: number
}

/** The cars they have, with what runs out when; those they had, in a line. */
export function Vehicles({ dossier: { vehicles, parties }, now }: VehiclesProps) {
  const { t } = useLingui()
  const theirs = (row: Row<'vehicle'>) => row.owners.filter((own) => parties.some((party) => party.id === own.party))
  const current = vehicles.filter((row) => theirs(row).some((own) => own.to === null))
  const former = vehicles.filter((row) => !current.includes(row))
  return (
    <Section title={t`Vehicles`} {...(current.length > 0 ? { count: current.length } : {})} aside={<Age />}>
      {vehicles.length === 0 && (
        <p className="journey-none">
          <Trans>No vehicle linked.</Trans>
        </p>
      )}
      {current.map((row) => (
        <Vehicle key={row.id} vehicle={row} since={theirs(row).find((own) => own.to === null)?.from ?? null} now={now} />
      ))}
      {former.map((row) => (
        <Former key={row.id} vehicle={row} until={Math.max(...theirs(row).map((own) => own.to ?? 0))} />
      ))}
    </Section>
  )
}

function Former({ vehicle: { model, plate }, until }: { readonly vehicle: Row<'vehicle'>; readonly until: number }) {
  return (
    <p className="vehicle-former">
      <span dir="auto">{model}</span> {plate !== null && <Plate>{plate}</Plate>}{' '}
      {until > 0 && (
        <Trans>
          no longer theirs since <Moment at={until} as={yearDayOf} />
        </Trans>
      )}
    </p>
  )
}

interface VehicleProps {
  readonly vehicle: Row<'vehicle'>
  readonly since: number | null
  readonly now: number
}

function Vehicle({ vehicle, since, now }: VehicleProps) {
  const { t } = useLingui()
  const place = useHerePlace()
  const { model, plate, year, odometerKm, warrantyUntil, nextServiceAt, contractEndsAt, vin } = vehicle
  const open = vehicle.recalls.filter((recall) => recall.doneAt === null)
  return (
    <div className="vehicle">
      <p className="vehicle-head">
        <b className="ellipsis" dir="auto">
          {model}
        </b>
        {year !== null && <span className="vehicle-year">{year}</span>}
        {plate !== null && <Plate>{plate}</Plate>}
      </p>
      {open.map((recall) => (
        <p key={recall.code} className={recall.doNotDrive ? 'vehicle-recall vehicle-stop' : 'vehicle-recall'}>
          <Icon name={recall.doNotDrive ? 'shield-alert' : 'circle-alert'} size={13} />
          <span dir="auto">
            <b>
              <Trans>
                Open recall <bdi>{recall.code}</bdi>
              </Trans>
            </b>{' '}
            {recall.title}
            {recall.doNotDrive && (
              <>
                {'. '}
                <b>
                  <Trans>Not to be driven until it is done.</Trans>
                </b>
              </>
            )}
          </span>
        </p>
      ))}
      <dl className="vehicle-facts">
        <Fact name={t`Odometer`}>{odometerKm === null ? null : kmOf(odometerKm, place)}</Fact>
        <Fact name={t`Theirs since`}>{since === null ? null : <Moment at={since} as={yearDayOf} />}</Fact>
        <Fact name={t`Warranty`}>{warrantyUntil === null ? null : <Until at={warrantyUntil} now={now} />}</Fact>
        <Fact name={t`Next service`}>{nextServiceAt === null ? null : <Due at={nextServiceAt} now={now} />}</Fact>
        <Fact name={t`Contract`}>{contractEndsAt === null ? null : <Until at={contractEndsAt} now={now} />}</Fact>
        <Fact name={t`VIN`}>{vin === null ? null : <bdi className="vehicle-vin">{vin}</bdi>}</Fact>
      </dl>
    </div>
  )
}

/** A fact of a car; where nobody knows it, nothing is said. */
function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  if (children === null) return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

interface DateProps {
  readonly at: number
  readonly now: number
}

const DAY = 86_400_000
const SOON = 60 * DAY

function Until({ at, now }: DateProps) {
  const days = Math.ceil((at - now) / DAY)
  return at < now ? (
    <span className="vehicle-over">
      <Trans>
        ended <Moment at={at} as={yearDayOf} />
      </Trans>
    </span>
  ) : (
    <>
      <Trans>
        until <Moment at={at} as={yearDayOf} />
      </Trans>
      {at - now < SOON && (
        <em className="vehicle-soon">
          <Plural value={days} one="# day left" other="# days left" />
        </em>
      )}
    </>
  )
}

function Due({ at, now }: DateProps) {
  return at < now ? (
    <span className="vehicle-soon">
      <Trans>
        due since <Moment at={at} as={yearDayOf} />
      </Trans>
    </span>
  ) : (
    <Moment at={at} as={yearDayOf} />
  )
}
