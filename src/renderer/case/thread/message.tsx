import { Trans } from '@lingui/react/macro'
import { memo } from 'react'
import type { ThreadMessage } from '../../../domain/contract/query.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { fullOf, timeOf } from '../../ui/format.ts'
import { Icon } from '../../ui/icon.tsx'
import { usePlace } from '../../ui/use-place.ts'
import { FateMark } from './fate.tsx'
import { Files } from './files.tsx'
import { Stuck } from './stuck.tsx'

interface MessageProps {
  readonly entry: ThreadMessage
  /** It follows words of the same voice, and needs no name again. */
  readonly joined: boolean
  /** The same voice goes on right after it, and the time stands there. */
  readonly goesOn: boolean
  readonly customer: string | null
}

function Clock({ at }: { readonly at: number }) {
  const place = usePlace()
  return (
    <time dateTime={new Date(at).toISOString()} title={fullOf(at, place)}>
      {timeOf(at, place)}
    </time>
  )
}

/** One thing said: the customer's words, ours, a note for colleagues, or a line of what happened. */
export const Message = memo(function Message({ entry, joined, goesOn, customer }: MessageProps) {
  const { message } = entry
  if (message.kind === 'note') return <Note entry={entry} />
  if (message.kind === 'line' || message.author.kind === 'system')
    return (
      <p className="message-line" dir="auto">
        <span>{message.text}</span> <Clock at={message.at} />
      </p>
    )
  const ours = message.author.kind === 'agent'
  const name = message.author.kind === 'agent' ? message.author.name : customer
  const waits = entry.fate !== null && entry.fate !== 'refused'
  return (
    <article className={`message ${ours ? 'message-ours' : 'message-theirs'}${joined ? ' message-joined' : ''}`}>
      {!joined && (
        <header className="message-head">
          <Avatar name={name} size={20} />
          <b dir="auto">{name ?? <Trans>Unknown visitor</Trans>}</b>
        </header>
      )}
      <div className={`bubble${waits ? ' bubble-waits' : ''}${entry.fate === 'refused' ? ' bubble-refused' : ''}`}>
        <p dir="auto">{message.text}</p>
      </div>
      <Files message={message.id} />
      {(!goesOn || entry.fate !== null) && (
        <footer className="message-foot">
          <Clock at={message.at} />
          <FateMark entry={entry} />
        </footer>
      )}
      {(entry.fate === 'refused' || entry.fate === 'review') && <Stuck entry={entry} />}
    </article>
  )
})

function Note({ entry }: { readonly entry: ThreadMessage }) {
  const { message } = entry
  return (
    <article className="note">
      <header className="message-head">
        <Icon name="lock" size={12} />
        <b dir="auto">{message.author.kind === 'agent' ? message.author.name : <Trans>Forecourt</Trans>}</b>
        <span>
          <Trans>Internal note</Trans> · <Clock at={message.at} />
        </span>
        <FateMark entry={entry} />
      </header>
      <p dir="auto">{message.text}</p>
      <Files message={message.id} />
      {(entry.fate === 'refused' || entry.fate === 'review') && <Stuck entry={entry} />}
    </article>
  )
}
