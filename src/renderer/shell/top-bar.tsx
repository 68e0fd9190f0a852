import { Trans, useLingui } from '@lingui/react/macro'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { Row } from '../../domain/kind.ts'
import { keysOf } from '../commands/keys.ts'
import { perform } from '../commands/offers.ts'
import { useReference } from '../store/use-reference.ts'
import { Icon } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'
import { AccountMenu } from './account-menu.tsx'
import { Connection } from './connection.tsx'
import { ParkedButton } from './parked-button.tsx'
import { StatusMenu } from './status-menu.tsx'

interface TopBarProps {
  readonly me: Row<'agent'>
  readonly standIn: boolean
}

/** Where one is, what one looks for, how the line is, who one is. */
export function TopBar({ me, standIn }: TopBarProps) {
  const { t } = useLingui()
  const reference = useReference()
  const sites = reference?.sites.filter((site) => me.grants.some((grant) => grant.site === site.id)) ?? []
  const [site] = sites
  const more = sites.length - 1
  return (
    <header className="top" id="region-top" tabIndex={-1}>
      <h1 className="unseen">Forecourt</h1>
      <div className="top-where">
        <span className="brand-mark" aria-hidden="true" />
        <b className="ellipsis">{reference?.group?.name ?? 'Forecourt'}</b>
        {site && (
          <span className="top-site ellipsis">
            <bdi>{site.name}</bdi>
            {more > 0 && (
              <>
                {' '}
                <Trans>and {more} more</Trans>
              </>
            )}
          </span>
        )}
        {standIn && (
          <span className="stand-in" title={t`The desk runs in a stand-in for Electron: the same program in Chromium, for trying it out.`}>
            <Trans>Stand-in</Trans>
          </span>
        )}
      </div>
      <AriaButton className="search-field" data-region-focus="" onPress={() => perform('palette.open')}>
        <Icon name="search" size={15} />
        <span className="ellipsis">
          <Trans>Search or run a command</Trans>
        </span>
        <Kbd>{keysOf('palette.open') ?? ''}</Kbd>
      </AriaButton>
      <div className="top-end">
        <ParkedButton />
        <Connection />
        <StatusMenu agent={me.id} />
        <AccountMenu me={me} />
      </div>
    </header>
  )
}
