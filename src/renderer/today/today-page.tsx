import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Row } from '../../domain/kind.ts'
import { perform, useOffer } from '../commands/offers.ts'
import type { CommandName } from '../commands/registry.ts'
import { JourneyPane } from '../journey/journey-pane.tsx'
import { useNow } from '../store/now.ts'
import { useMySites } from '../store/use-my-sites.ts'
import { useWatch, useWatchState } from '../store/use-watch.ts'
import { lookAt, useView } from '../store/view.ts'
import { Button } from '../ui/button.tsx'
import { DaySwitch } from '../ui/day-switch.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Choice } from '../ui/fields.tsx'
import { Freshness } from '../ui/freshness.tsx'
import type { IconName } from '../ui/icons.ts'
import { Zone } from '../ui/zone.ts'
import { dayAt } from '../ui/zoned.ts'
import { Expected } from './expected.tsx'
import { Mine } from './mine.tsx'
import './today.css'

/** A dealership's day: who comes, what they will ask, what must not be forgotten. Made for a thumb. */
export function TodayPage() {
  const { t } = useLingui()
  const sites = useMySites()
  const [chosen, setChosen] = useState('')
  const site = sites.find(({ id }) => id === chosen) ?? sites[0] ?? null
  if (site === null)
    return (
      <main className="screen today" aria-label={t`Today`}>
        <EmptyState
          icon="store"
          title={t`No dealership yet`}
          hint={t`You have no site on this device. It comes with the first sign-in while the line is up.`}
        />
      </main>
    )
  return (
    <Zone value={site.zone}>
      <Day key={site.id} site={site} sites={sites} onSite={setChosen} />
    </Zone>
  )
}

interface DayProps {
  readonly site: Row<'site'>
  readonly sites: readonly Row<'site'>[]
  readonly onSite: (id: string) => void
}

function Day({ site, sites, onSite }: DayProps) {
  const { t } = useLingui()
  const now = useNow('minute')
  const [days, setDays] = useState(0)
  const looked = useView((view) => view.looked)
  const [from, to] = [days, days + 1].map((day) => dayAt(now, site.zone, { days: day, hour: 0 })) as [number, number]
  const query = { of: 'today', site: site.id, from, to } as const
  const today = useWatch(query)
  const step = (by: 1 | -1): void => setDays((day) => day + by)
  useOffer('today.before', () => step(-1))
  useOffer('today.after', () => step(1))
  return (
    <main className="screen today" aria-label={t`Today`}>
      <header className="today-head">
        <h2 className={sites.length > 1 ? 'unseen' : ''}>
          <bdi>{site.name}</bdi>
        </h2>
        {sites.length > 1 && (
          <Choice label={t`Dealership`} value={site.id as string} onChange={onSite} options={sites.map(({ id, name }) => [id, name])} />
        )}
        <DaySwitch at={from} zone={site.zone} onStep={step} />
        <Freshness always />
      </header>
      <Doings />
      <div className="today-body" data-looked={looked !== null}>
        <section className="today-list" id="region-main" tabIndex={-1} aria-label={t`Expected customers`}>
          {today === null ? <Before query={query} /> : <Expected today={today} now={now} />}
        </section>
        {looked === null ? (
          <aside className="today-side" id="region-side" tabIndex={-1} aria-label={t`What must not be forgotten`}>
            {today && <Mine today={today} now={now} />}
          </aside>
        ) : (
          <div className="today-journey">
            <Button look="line" icon="chevron-left" onPress={() => lookAt(null)}>
              <Trans>Back to the day</Trans>
            </Button>
            <JourneyPane key={looked.party} party={looked.party} caseId={null} />
          </div>
        )}
      </div>
    </main>
  )
}

function Before({ query }: { readonly query: Parameters<typeof useWatchState>[0] }) {
  const { t } = useLingui()
  const { state, retry } = useWatchState(query)
  if (state !== 'failed') return <div className="sync-wait" role="status" aria-busy="true" aria-label={t`Loading the day`} />
  return (
    <EmptyState
      icon="triangle-alert"
      title={t`The day could not be read`}
      hint={t`It is safe on this device. Try again; if it stays so, start Forecourt anew.`}
      action={
        <Button look="line" icon="refresh" onPress={retry}>
          <Trans>Try again</Trans>
        </Button>
      }
    />
  )
}

const doings = [
  'customer.case',
  'customer.visit',
  'customer.call',
  'customer.drive',
  'customer.book',
] as const satisfies readonly CommandName[]

/** What is done most at a counter, one press away. */
function Doings() {
  const { t } = useLingui()
  const words: Readonly<Record<(typeof doings)[number], readonly [IconName, string]>> = {
    'customer.case': ['message-square-plus', t`New case`],
    'customer.visit': ['door-open', t`Log a visit`],
    'customer.call': ['phone', t`Log a call`],
    'customer.drive': ['car', t`Log a test drive`],
    'customer.book': ['calendar-plus', t`Book`],
  }
  return (
    <fieldset className="today-doings" aria-label={t`For a customer`}>
      {doings.map((name) => (
        <Button key={name} look="line" className="big" icon={words[name][0]} onPress={() => perform(name)}>
          {words[name][1]}
        </Button>
      ))}
    </fieldset>
  )
}
