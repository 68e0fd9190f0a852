import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import type { Whispered } from '../../domain/contract/query.ts'
import { keysOf } from '../commands/keys.ts'
import { perform, useOffer } from '../commands/offers.ts'
import { announce } from '../store/announce.ts'
import { useWatch } from '../store/use-watch.ts'
import { openCase, useView } from '../store/view.ts'
import { Icon } from '../ui/icon.tsx'
import { Kbd } from '../ui/kbd.tsx'

const none: readonly Whispered[] = []

/** Says aloud what is newly whispered about cases that are not on screen. */
function useToldOf(elsewhere: readonly Whispered[]): void {
  const { t } = useLingui()
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    const fresh = known.current === null ? [] : elsewhere.filter(({ whisper }) => !known.current?.has(whisper.id))
    known.current = new Set(elsewhere.map(({ whisper }) => whisper.id))
    for (const { whisper, customerName } of fresh) {
      const [name, customer] = [whisper.byName, customerName ?? t`an unknown visitor`]
      announce(t`${name} whispers about ${customer}: ${whisper.text}`)
    }
  }, [elsewhere, t])
}

/** A supervisor has said something about a case that is not on screen: which, what, and the way there. */
export function WhisperBar() {
  const { t } = useLingui()
  const shown = useView(({ screen, open }) => (screen === 'inbox' ? (open?.case ?? null) : null))
  const waiting = useWatch({ of: 'whispered' }) ?? none
  const elsewhere = waiting.filter(({ whisper }) => whisper.case !== shown)
  useToldOf(elsewhere)
  const newest = elsewhere.at(-1)
  useOffer('go.whisper', newest ? () => openCase({ case: newest.whisper.case, party: newest.whisper.party }, true) : null)
  if (!newest) return null
  const { whisper, customerName } = newest
  const [name, customer, more] = [whisper.byName, customerName ?? t`an unknown visitor`, elsewhere.length - 1]
  return (
    <div className="bar bar-whisper">
      <Icon name="ear" size={14} />
      <span className="bar-words ellipsis" dir="auto">
        <b>
          <Trans>
            {name} about {customer}:
          </Trans>
        </b>{' '}
        {whisper.text}
      </span>
      {more > 0 && (
        <span>
          <Plural value={more} one="# more" other="# more" />
        </span>
      )}
      <button type="button" onClick={() => perform('go.whisper')}>
        <Trans>Go there</Trans>
      </button>
      <Kbd>{keysOf('go.whisper') ?? ''}</Kbd>
    </div>
  )
}
