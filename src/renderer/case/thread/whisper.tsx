import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useRef } from 'react'
import type { Row } from '../../../domain/kind.ts'
import { keysOf } from '../../commands/keys.ts'
import { perform, useOffer } from '../../commands/offers.ts'
import { announce } from '../../store/announce.ts'
import { useMe } from '../../store/session.ts'
import { useAgentName } from '../../store/use-reference.ts'
import { Button } from '../../ui/button.tsx'
import { fullOf, timeOf } from '../../ui/format.ts'
import { Icon } from '../../ui/icon.tsx'
import { usePlace } from '../../ui/use-place.ts'
import { heed } from '../actions.ts'

/** What a supervisor says to the agent alone, in its place; and what became of it, for who said it. */
export function Whisper({ whisper }: { readonly whisper: Row<'whisper'> }) {
  const place = usePlace()
  const me = useMe()
  const agent = useAgentName(whisper.to)
  const own = whisper.by === me?.id
  const name = own ? agent : whisper.byName
  const open = whisper.end === null && !own
  return (
    <article className="whisper" data-open={open}>
      <header className="message-head">
        <Icon name="ear" size={13} />
        <b dir="auto">{own ? <Trans>You, to {name} only</Trans> : <Trans>{name}, to you only</Trans>}</b>
        <span>
          {whisper.kind === 'suggestion' ? <Trans>Suggested reply</Trans> : <Trans>Whisper</Trans>} ·{' '}
          <time dateTime={new Date(whisper.at).toISOString()} title={fullOf(whisper.at, place)}>
            {timeOf(whisper.at, place)}
          </time>
        </span>
        <End whisper={whisper} />
      </header>
      <p dir="auto">{whisper.text}</p>
      {open && (
        <footer className="whisper-acts">
          {whisper.kind === 'suggestion' && (
            <Button look="solid" icon="corner-up-left" keys={keysOf('case.useSuggestion')} onPress={() => perform('case.useSuggestion')}>
              <Trans>Use as reply</Trans>
            </Button>
          )}
          <Button keys={keysOf('case.putAway')} onPress={() => void heed(whisper, 'dismissed')}>
            <Trans>Put away</Trans>
          </Button>
        </footer>
      )}
    </article>
  )
}

function End({ whisper: { end, kind } }: { readonly whisper: Row<'whisper'> }) {
  const place = usePlace()
  if (end === null) return null
  const at = timeOf(end.at, place)
  return (
    <span className="fate">
      <Icon name={end.how === 'taken' ? 'check' : 'x'} size={12} />
      {end.how === 'taken' ? <Trans>Used at {at}</Trans> : kind === 'suggestion' ? <Trans>Not used</Trans> : <Trans>Read at {at}</Trans>}
    </span>
  )
}

/** Says aloud what is newly whispered to who is here, and offers to put the newest away. */
export function useWhispered(whispers: readonly Row<'whisper'>[]): void {
  const { t } = useLingui()
  const me = useMe()
  const known = useRef<ReadonlySet<string> | null>(null)
  const mine = whispers.filter(({ to, end }) => to === me?.id && end === null)
  const newest = mine.at(-1)
  useOffer('case.putAway', newest ? () => void heed(newest, 'dismissed') : null)
  useEffect(() => {
    const fresh = known.current === null ? [] : mine.filter(({ id }) => !known.current?.has(id))
    known.current = new Set(mine.map(({ id }) => id))
    for (const { byName, kind, text } of fresh)
      announce(kind === 'suggestion' ? t`${byName} suggests: ${text}` : t`${byName} whispers: ${text}`)
  }, [mine, t])
}
