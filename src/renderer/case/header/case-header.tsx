import { Trans, useLingui } from '@lingui/react/macro'
import type { Row } from '../../../domain/kind.ts'
import { useNow } from '../../store/now.ts'
import { trouble, useTroubles } from '../../store/trouble.ts'
import { useSite } from '../../store/use-reference.ts'
import { showPane } from '../../store/view.ts'
import { IconButton } from '../../ui/button.tsx'
import { timeOf } from '../../ui/format.ts'
import { Freshness } from '../../ui/freshness.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Plate } from '../../ui/plate.tsx'
import { usePlace } from '../../ui/use-place.ts'
import { refusalWords } from '../../words/refusal.ts'
import type { Unseen } from '../use-case.ts'
import { ActionsBar } from './actions-bar.tsx'
import { FactLine } from './fact-line.tsx'
import { KindButton } from './kind-button.tsx'
import { Viewers } from './viewers.tsx'

interface CaseHeaderProps {
  readonly row: Row<'case'>
  readonly unseen: Unseen
}

/** Who, which car, what kind, how fresh: at every width, before anything that was said. */
export function CaseHeader({ row, unseen }: CaseHeaderProps) {
  const { t } = useLingui()
  return (
    <header className="case-head">
      <div className="case-who">
        <IconButton
          icon="chevron-left"
          className="case-back mirrors"
          label={t`Back to the queue`}
          keys="Esc"
          onPress={() => showPane('queue')}
        />
        <h2 className="case-name ellipsis" dir="auto">
          {row.customerName ?? <Trans>Unknown visitor</Trans>}
        </h2>
        <Viewers row={row} />
      </div>
      <ActionsBar row={row} unseen={unseen} />
      <div className="case-what">
        <Freshness always />
        <Elsewhere row={row} />
        <KindButton row={row} />
        {row.vehicle ? (
          <span className="case-car">
            <Icon name="car" size={13} />
            <bdi>{row.vehicle.model}</bdi>
            {row.vehicle.plate !== null && <Plate>{row.vehicle.plate}</Plate>}
          </span>
        ) : (
          <span className="case-car case-car-none">
            <Icon name="car" size={13} />
            <Trans>No vehicle yet</Trans>
          </span>
        )}
        <span className="case-subject ellipsis" dir="auto" title={row.subject}>
          {row.subject}
        </span>
        <bdi className="case-number num">{row.number}</bdi>
      </div>
      <FactLine row={row} />
      <Trouble row={row} />
    </header>
  )
}

function Trouble({ row }: { readonly row: Row<'case'> }) {
  const { t, i18n } = useLingui()
  const refusal = useTroubles(({ byCase }) => byCase[row.id])
  if (!refusal) return null
  return (
    <p className="refused case-trouble">
      <Icon name="circle-alert" size={14} />
      <span>{refusalWords(i18n, refusal)}</span>
      <IconButton icon="x" size={14} label={t`Close this message`} onPress={() => trouble(row.id, undefined)} />
    </p>
  )
}

/** Said where the site's clock is not this computer's, so that nobody reads a time wrongly. */
function Elsewhere({ row }: { readonly row: Row<'case'> }) {
  const { t } = useLingui()
  const site = useSite(row.site)
  const now = useNow('minute')
  const [there, own] = [usePlace(site?.zone), usePlace(Intl.DateTimeFormat().resolvedOptions().timeZone)]
  if (site === null || timeOf(now, there) === timeOf(now, own)) return null
  const [city, time] = [site.city, timeOf(now, there)]
  return (
    <span className="elsewhere" title={t`Times in this case are of ${city}, where it is ${time} now`}>
      <Icon name="clock" size={12} />
      <bdi>
        {city} {time}
      </bdi>
    </span>
  )
}
