import { Plural, Trans } from '@lingui/react/macro'
import type { SyncItem } from '../../domain/contract/sync.ts'
import { Icon } from '../ui/icon.tsx'
import { Time } from '../ui/time.tsx'

interface NewsProps {
  readonly news: SyncItem['news']
  readonly customer: string | null
}

/** What was said since the words in question were written: nobody decides without having it before them. */
export function News({ news, customer }: NewsProps) {
  return (
    <div className="sync-news">
      <h4>
        <Plural value={news.length} one="# message came since you wrote it" other="# messages came since you wrote it" />
      </h4>
      <ul>
        {news.map((message) => (
          <li key={message.id} data-kind={message.kind}>
            <span className="sync-news-who">
              {message.kind === 'note' && <Icon name="lock" size={11} />}
              <b dir="auto">
                {message.author.kind === 'agent' ? (
                  message.author.name
                ) : message.author.kind === 'customer' ? (
                  (customer ?? <Trans>The customer</Trans>)
                ) : (
                  <Trans>Forecourt</Trans>
                )}
              </b>
              <Time at={message.at} />
            </span>
            <p dir="auto">{message.text}</p>
          </li>
        ))}
      </ul>
    </div>
  )
}
