import { Plural, Trans } from '@lingui/react/macro'
import type { Row } from '../../domain/kind.ts'
import { useWatch } from '../store/use-watch.ts'
import { showPane } from '../store/view.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'

/** The journey in one line, for windows that show one pane at a time: the case never stands without it. */
export function JourneyLine({ row }: { readonly row: Row<'case'> }) {
  const dossier = useWatch({ of: 'dossier', party: row.party })
  const open = dossier?.commitments.filter((promise) => promise.state === 'open').length ?? 0
  return (
    <div className="journey-line">
      <Icon name="route" size={13} />
      <span className="ellipsis">
        {dossier === null ? (
          <Trans>Journey is on its way</Trans>
        ) : (
          <>
            <Plural value={dossier.touchpoints.length} one="# step so far" other="# steps so far" />
            {open > 0 && (
              <>
                {' · '}
                <Plural value={open} one="# open promise" other="# open promises" />
              </>
            )}
          </>
        )}
      </span>
      <Button look="link" onPress={() => showPane('journey')}>
        <Trans>Show the journey</Trans>
      </Button>
    </div>
  )
}
