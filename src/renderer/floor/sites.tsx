import { Trans, useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import type { Floor } from '../../domain/contract/floor.ts'
import type { SiteStanding } from '../../domain/rules/floor/sites.ts'
import type { Shown } from '../../domain/rules/presence.ts'
import { shownWords } from '../words/presence-words.ts'
import { Part } from './rows.tsx'

const order: readonly Shown[] = ['vanished', 'available', 'busy', 'wrap-up', 'break', 'away', 'working-offline', 'offline']

function Agents({ agents }: { readonly agents: SiteStanding['agents'] }) {
  const { i18n } = useLingui()
  const here = order.filter((shown) => (agents[shown] ?? 0) > 0)
  if (here.length === 0) return <Trans>nobody works here</Trans>
  return (
    <>
      {here.map((shown) => (
        <span key={shown} className="site-agents" data-shown={shown}>
          <b>{agents[shown]}</b> {i18n._(shownWords[shown])}
        </span>
      ))}
    </>
  )
}

const Count = ({ of }: { readonly of: number }) => <td className={of > 0 ? 'site-count site-bad' : 'site-count'}>{of}</td>

/** Each site by its name, and how it stands. */
export const SiteTable = memo(({ sites }: Pick<Floor, 'sites'>) => {
  const { t } = useLingui()
  return (
    <Part name="sites" title={<Trans>Sites</Trans>} label={t`Sites`} count={sites.length}>
      <table className="sites">
        <thead>
          <tr>
            <th scope="col">
              <Trans>Site</Trans>
            </th>
            <th scope="col" title={t`Open complaints`}>
              <Trans>Complaints</Trans>
            </th>
            <th scope="col" title={t`Open promises whose time has passed`}>
              <Trans>Broken</Trans>
            </th>
            <th scope="col" title={t`Open cases of agents who are not here`}>
              <Trans>Left</Trans>
            </th>
          </tr>
        </thead>
        {sites.map((site) => (
          <tbody key={site.site}>
            <tr>
              <th scope="row" dir="auto">
                {site.name}
              </th>
              <td className="site-count">{site.complaints}</td>
              <Count of={site.broken} />
              <Count of={site.heldAway} />
            </tr>
            <tr className="site-people">
              <td colSpan={4}>
                <Agents agents={site.agents} />
              </td>
            </tr>
          </tbody>
        ))}
      </table>
      <p className="floor-none">
        <Trans>Open complaints, promises broken, and open cases held by agents who are not here.</Trans>
      </p>
    </Part>
  )
})
