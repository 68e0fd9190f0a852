import { useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup'
import { type QueueCounts, QueueView } from '../../domain/contract/query.ts'
import { Icon } from '../ui/icon.tsx'
import { placeWords } from '../words/case-words.ts'

interface ScopesProps {
  readonly place: QueueView
  readonly counts: QueueCounts | null
  readonly onShow: (place: QueueView) => void
}

/** Whose cases the list shows, with how many there are. */
export const Scopes = memo(({ place, counts, onShow }: ScopesProps) => {
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
          {view === 'resolved' ? <ResolvedSign words={i18n._(placeWords[view])} /> : <span>{i18n._(placeWords[view])}</span>}
          {counts && (
            <span className="scope-count" title={i18n.number(counts[view])}>
              {i18n.number(counts[view], { notation: 'compact' })}
            </span>
          )}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
})

/** A label is never cut: what is looked at least is a sign with a name instead. */
const ResolvedSign = ({ words }: { readonly words: string }) => (
  <>
    <span title={words}>
      <Icon name="circle-check" size={14} />
    </span>
    <span className="unseen">{words}</span>
  </>
)
