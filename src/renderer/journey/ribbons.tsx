import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Dossier } from '../../domain/contract/query.ts'
import type { Row } from '../../domain/kind.ts'
import { type Ribbon as Course, type RibbonStep, ribbons } from '../../domain/rules/ribbon.ts'
import { dayOf, yearDayOf } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { Pill } from '../ui/pill.tsx'
import { Plate } from '../ui/plate.tsx'
import { Moment, useHerePlace } from './place.tsx'
import './ribbons.css'
import { frictionWords, stepWords } from './words.ts'
import { kmOf, shortMonthOf } from './write.ts'

const DAY = 86_400_000
const MONTH = 30.44 * DAY

interface RibbonsProps {
  readonly dossier: Dossier
  /** The car the case is about stands first. */
  readonly about: string | null
  readonly now: number
}

/** One ribbon for each car and each purchase in the making: where in its journey it stands. */
export function Ribbons({ dossier, about, now }: RibbonsProps) {
  const all = ribbons(dossier, now).toSorted((a, b) => Number(b.of.id === about) - Number(a.of.id === about))
  if (all.length === 0)
    return (
      <p className="journey-none journey-none-ribbon">
        <Trans>No car and no purchase in the making yet, as far as we know.</Trans>
      </p>
    )
  return all.map((course) => (
    <Ribbon key={course.of.id} course={course} vehicle={dossier.vehicles.find((row) => row.id === course.of.id) ?? null} now={now} />
  ))
}

interface RibbonProps {
  readonly course: Course
  readonly vehicle: Row<'vehicle'> | null
  readonly now: number
}

function Ribbon({ course, vehicle, now }: RibbonProps) {
  const { t } = useLingui()
  const { title, plate, steps } = course
  return (
    <section className="ribbon" aria-label={plate === null ? t`Journey: ${title}` : t`Journey: ${title}, ${plate}`}>
      <div className="ribbon-head">
        <Icon name={course.of.kind === 'vehicle' ? 'car' : 'target'} size={13} />
        <b className="ellipsis" dir="auto">
          {title}
        </b>
        {plate !== null && <Plate>{plate}</Plate>}
        <Note course={course} vehicle={vehicle} />
        {vehicle && <Recalls vehicle={vehicle} />}
      </div>
      <ol className="ribbon-steps">
        {steps.map((step) => (
          <Node key={step.step} step={step} now={now} />
        ))}
      </ol>
    </section>
  )
}

/** What matters most of it in a word: that it is still a wish, that its contract ends, else how far it has gone. */
function Note({ course: { of, stage }, vehicle }: Omit<RibbonProps, 'now'>) {
  const place = useHerePlace()
  if (of.kind === 'opportunity')
    return (
      <em className="ribbon-note">
        <Trans>Purchase in the making</Trans>
      </em>
    )
  if (of.kind === 'interest')
    return (
      <em className="ribbon-note">
        <Trans>Looking around</Trans>
      </em>
    )
  if (stage === 'renew' && vehicle?.contractEndsAt != null)
    return (
      <em className="ribbon-note">
        <Trans>
          Contract to <Moment at={vehicle.contractEndsAt} as={yearDayOf} />
        </Trans>
      </em>
    )
  if (stage === 'lapsed')
    return (
      <em className="ribbon-note">
        <Trans>Long without a visit</Trans>
      </em>
    )
  return vehicle?.odometerKm == null ? null : <em className="ribbon-note ribbon-km">{kmOf(vehicle.odometerKm, place)}</em>
}

function Recalls({ vehicle }: { readonly vehicle: Row<'vehicle'> }) {
  const open = vehicle.recalls.filter((recall) => recall.doneAt === null)
  const [first] = open
  if (!first) return null
  return (
    <Pill tone={first.doNotDrive ? 'danger' : 'warn'} icon="circle-alert" title={first.title}>
      {open.length === 1 ? first.code : <Plural value={open.length} one="# recall" other="# recalls" />}
      <span className="unseen">
        <Trans>open recall</Trans>
      </span>
    </Pill>
  )
}

function Node({ step: { step, state, at, friction }, now }: { readonly step: RibbonStep; readonly now: number }) {
  const { i18n } = useLingui()
  const marks = [...new Set(friction.map((mark) => mark.kind))].map((kind) => i18n._(frictionWords[kind]))
  return (
    <li className={`ribbon-step ribbon-${state}`} aria-current={state === 'now' ? 'step' : undefined} title={marks.join(', ') || undefined}>
      <span className="ribbon-node" aria-hidden="true">
        {state === 'done' && <Icon name="check" size={9} />}
      </span>
      {marks.length > 0 && (
        <span className="ribbon-friction" aria-hidden="true">
          !
        </span>
      )}
      <span className="ribbon-name">{i18n._(stepWords[step])}</span>
      <span className="ribbon-date">{at === null ? '\u00a0' : <StepDate state={state} at={at} now={now} />}</span>
      <span className="unseen">
        {state === 'done' ? <Trans>done</Trans> : state === 'now' ? <Trans>now</Trans> : <Trans>ahead</Trans>}
        {marks.length > 0 && `, ${marks.join(', ')}`}
      </span>
    </li>
  )
}

interface StepDateProps {
  readonly state: RibbonStep['state']
  readonly at: number
  readonly now: number
}

function StepDate({ state, at, now }: StepDateProps) {
  const months = Math.floor((now - at) / MONTH)
  if (state === 'now' && months >= 2) return <Trans>{months} mo</Trans>
  return <Moment at={at} as={Math.abs(now - at) < 60 * DAY ? dayOf : shortMonthOf} />
}
