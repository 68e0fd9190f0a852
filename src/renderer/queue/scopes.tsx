import { useLingui } from '@lingui/react/macro'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { type QueueCounts, QueueView } from '../../domain/contract/query.ts'
import { placeWords } from '../words/case-words.ts'

interface ScopesProps {
  readonly place: QueueView
  readonly counts: QueueCounts | null
  readonly onShow: (place: QueueView) => void
}

/** Whose cases the list shows, with how many there are. */
export function Scopes({ place, counts, onShow }: ScopesProps) {
  const { t, i18n } = useLingui()
  return (
    <ToggleButtonGroup
      className="scopes"
      aria-label={t`Whose cases`}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[place]}
      onSelectionChange={(keys) => {
        const chosen = QueueView.safeParse([...keys][0])
        if (chosen.success) onShow(chosen.data)
      }}
    >
      {QueueView.options.map((view) => (
        <ToggleButton key={view} id={view} className="scope">
          <span className="ellipsis">{i18n._(placeWords[view])}</span>
          {counts && (
            <span className="scope-count" title={i18n.number(counts[view])}>
              {i18n.number(counts[view], { notation: 'compact' })}
            </span>
          )}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
