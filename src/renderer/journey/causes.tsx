import { Trans, useLingui } from '@lingui/react/macro'
import type { Row } from '../../domain/kind.ts'
import type { Cause } from '../../domain/rules/cause.ts'
import { showInJourney } from '../store/mark.ts'
import { dayOf } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { Section } from '../ui/section.tsx'
import { Moment, useHerePlace } from './place.tsx'
import { phraseOf, tell } from './words.ts'

/** The work this case is likely about, each with the reason why we think so; a click goes to it in the timeline. */
export function Causes({ causes, header }: { readonly causes: readonly Cause[]; readonly header: Row<'case'> | null }) {
  const { t } = useLingui()
  // Of an enquiry nothing is the cause; of a complaint it is worth saying that nothing was found.
  if (header === null || (causes.length === 0 && header.kind === 'enquiry')) return null
  const reasons = new Set(causes.map((cause) => `${cause.reason.id} ${JSON.stringify(cause.values)}`))
  const shared = reasons.size === 1
  return (
    <Section title={t`Likely cause`} {...(causes.length > 0 ? { count: causes.length } : {})}>
      {causes.length === 0 ? (
        <p className="journey-none">
          <Trans>Nothing done to the car matches what was said.</Trans>
        </p>
      ) : (
        <>
          <ul className="journey-list">
            {causes.map((cause) => (
              <CauseRow key={cause.touchpoint.id} cause={cause} reasoned={!shared} />
            ))}
          </ul>
          {shared && causes[0] && <Reason cause={causes[0]} />}
        </>
      )}
    </Section>
  )
}

function Reason({ cause }: { readonly cause: Cause }) {
  const { i18n } = useLingui()
  return (
    <p className="journey-reason" dir="auto">
      {phraseOf(i18n, cause.reason, cause.values)}
    </p>
  )
}

function CauseRow({ cause, reasoned }: { readonly cause: Cause; readonly reasoned: boolean }) {
  const { i18n, t } = useLingui()
  const place = useHerePlace()
  const { touchpoint } = cause
  const { title, detail, icon } = tell(i18n, touchpoint, place)
  return (
    <li>
      <button
        type="button"
        className="journey-row journey-cause"
        title={t`Show in the timeline`}
        onClick={() => showInJourney(touchpoint.id)}
      >
        <Icon name={icon} size={14} />
        <span className="journey-said" dir="auto">
          <span className="journey-cause-line">
            <b>{title}</b>
            <span className="journey-when">
              <Moment at={touchpoint.at} as={dayOf} />
            </span>
          </span>
          {detail !== null && <span>{detail}</span>}
        </span>
      </button>
      {reasoned && <Reason cause={cause} />}
    </li>
  )
}
