import { Trans, useLingui } from '@lingui/react/macro'
import type { DraftMode } from '../../../domain/contract/bridge.ts'
import type { Row } from '../../../domain/kind.ts'
import { keysOf } from '../../commands/keys.ts'
import { Icon } from '../../ui/icon.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { channelIcons, channelWords } from '../../words/case-words.ts'
import { useHands } from '../hands/use-hands.ts'

interface ComposerHeadProps {
  readonly row: Row<'case'>
  readonly mode: DraftMode
  readonly onMode: (mode: DraftMode) => void
}

/** To whom the words go, and by which road. */
export function ComposerHead({ row, mode, onMode }: ComposerHeadProps) {
  const { t, i18n } = useLingui()
  const name = row.customerName
  const { watched } = useHands(row)
  return (
    <div className="composer-head">
      <fieldset className="composer-modes" aria-label={t`Who reads it`}>
        <button type="button" aria-pressed={mode === 'reply'} onClick={() => onMode('reply')}>
          <Trans>Reply</Trans>
          {mode !== 'reply' && <Kbd>{keysOf('case.reply') ?? ''}</Kbd>}
        </button>
        <button type="button" aria-pressed={mode === 'note'} onClick={() => onMode('note')}>
          <Icon name="lock" size={12} />
          <Trans>Internal note</Trans>
          {mode !== 'note' && <Kbd>{keysOf('case.note') ?? ''}</Kbd>}
        </button>
        {watched && (
          <>
            <button type="button" aria-pressed={mode === 'whisper'} onClick={() => onMode('whisper')}>
              <Icon name="ear" size={12} />
              <Trans>Whisper</Trans>
              {mode !== 'whisper' && <Kbd>{keysOf('case.whisper') ?? ''}</Kbd>}
            </button>
            <button type="button" aria-pressed={mode === 'suggestion'} onClick={() => onMode('suggestion')}>
              <Trans>Suggest</Trans>
              {mode !== 'suggestion' && <Kbd>{keysOf('case.suggest') ?? ''}</Kbd>}
            </button>
          </>
        )}
      </fieldset>
      {mode === 'reply' ? (
        <span className="composer-to ellipsis">
          <Icon name={channelIcons[row.channel]} size={13} />
          <span className="ellipsis">
            {i18n._(channelWords[row.channel])}
            {name !== null && (
              <>
                {' '}
                · <bdi>{name}</bdi>
              </>
            )}
          </span>
        </span>
      ) : (
        <span className="composer-to ellipsis">
          <Trans>Never reaches the customer</Trans>
        </span>
      )}
    </div>
  )
}
