import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Today } from '../../domain/contract/query.ts'
import type { Row } from '../../domain/kind.ts'
import { useClosings } from '../journey/closings.ts'
import { PromiseRow } from '../journey/promise-row.tsx'
import '../journey/promises.css'
import { owedAndEnded } from '../journey/standings.ts'
import { lookAt, openCase } from '../store/view.ts'
import { Checks } from '../sync/readiness.tsx'
import { useSync } from '../sync/use-sync.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Icon } from '../ui/icon.tsx'
import { Pill } from '../ui/pill.tsx'
import { Section } from '../ui/section.tsx'
import { spanOf } from '../ui/span.ts'

interface MineProps {
  readonly today: Today
  readonly now: number
}

/** What must not be forgotten: promises that fall due, cases that are mine, and whether one may leave the line behind. */
export function Mine({ today, now }: MineProps) {
  return (
    <>
      <Due today={today} now={now} />
      <Cases cases={today.cases} now={now} />
      <Ready />
    </>
  )
}

function Due({ today, now }: MineProps) {
  const { t } = useLingui()
  const closings = useClosings()
  const sync = useSync()
  const { owed } = owedAndEnded({ promises: today.promises, closings, now })
  const names = new Map([
    ...today.cases.map((row) => [row.party, row.customerName] as const),
    ...today.expected.map(({ appointment }) => [appointment.party, appointment.customerName] as const),
  ])
  return (
    <Section title={t`Promises due`} count={owed.length}>
      {owed.length === 0 && (
        <p className="today-none">
          <Trans>Nothing falls due on this day.</Trans>
        </p>
      )}
      <div className="today-promises">
        {owed.map((one) => (
          <div key={one.promise.id}>
            <button
              type="button"
              className="today-for"
              onClick={() => lookAt({ party: one.promise.party, name: names.get(one.promise.party) ?? null })}
            >
              <Icon name="user" size={12} />
              <span className="ellipsis" dir="auto">
                {names.get(one.promise.party) ?? t`Show the customer`}
              </span>
            </button>
            <ul>
              <PromiseRow owed={one} sync={sync} now={now} />
            </ul>
          </div>
        ))}
      </div>
    </Section>
  )
}

function Cases({ cases, now }: { readonly cases: readonly Row<'case'>[]; readonly now: number }) {
  const { t, i18n } = useLingui()
  return (
    <Section title={t`My open cases`} count={cases.length}>
      {cases.length === 0 && (
        <p className="today-none">
          <Trans>No open case is yours.</Trans>
        </p>
      )}
      <ul className="today-cases">
        {cases.map((row) => (
          <li key={row.id}>
            <button type="button" onClick={() => openCase({ case: row.id, party: row.party }, true)}>
              <Avatar name={row.customerName} size={30} mark={row.kind} />
              <span>
                <b className="ellipsis" dir="auto">
                  {row.customerName ?? <Trans>Unknown visitor</Trans>}
                </b>
                <span className="ellipsis" dir="auto">
                  {row.subject}
                </span>
              </span>
              {row.waitingSince !== null && (
                <Pill tone="warn" icon="hourglass">
                  {spanOf(i18n, now - row.waitingSince)}
                </Pill>
              )}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Ready() {
  const { t } = useLingui()
  const sync = useSync()
  if (sync === null) return null
  const missing = sync.readiness.filter(({ ok }) => !ok).length
  return (
    <Section title={t`Ready to go offline?`}>
      <p className={missing === 0 ? 'ready ready-yes' : 'ready'}>
        <Icon name={missing === 0 ? 'circle-check' : 'triangle-alert'} size={16} />
        <b>
          {missing === 0 ? (
            <Trans>Ready. Everything an offline day needs is here.</Trans>
          ) : (
            <Plural value={missing} one="Not quite: # thing is missing." other="Not quite: # things are missing." />
          )}
        </b>
      </p>
      <Checks checks={sync.readiness} />
    </Section>
  )
}
