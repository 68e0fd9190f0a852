import { Trans, useLingui } from '@lingui/react/macro'
import type { Row } from '../../domain/kind.ts'
import { keysOf } from '../commands/keys.ts'
import { perform, useOffer } from '../commands/offers.ts'
import { useNow } from '../store/now.ts'
import { showOverlay } from '../store/view.ts'
import { Button } from '../ui/button.tsx'
import { timeOf } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { clockOf, spanOf } from '../ui/span.ts'
import { usePlace } from '../ui/use-place.ts'

/** Above the clock and the words: somebody may be in danger, until a person says why not. */
export function Safety({ row }: { readonly row: Row<'case'> }) {
  const flag = row.state === 'open' && row.safety?.dismissed === null ? row.safety : null
  useOffer('case.safety', flag ? () => showOverlay({ of: 'safety' }) : null)
  if (flag === null) return null
  return flag.answeredAt === null ? <Unmet flag={flag} /> : <Met flag={flag} answeredAt={flag.answeredAt} />
}

type Flag = NonNullable<Row<'case'>['safety']>

function Unmet({ flag }: { readonly flag: Flag }) {
  const { t, i18n } = useLingui()
  const now = useNow('second')
  const place = usePlace()
  const left = flag.dueAt - now
  const [words, said, late] = [flag.words, timeOf(flag.raisedAt, place), spanOf(i18n, -left)]
  return (
    <section className="safety" aria-label={t`Safety`}>
      <Icon name="shield-alert" size={18} />
      <div className="safety-words">
        <b>
          <Trans>May not be safe to drive. Say so, and get a person on it within 15 minutes.</Trans>
        </b>
        <span className="ellipsis" dir="auto">
          <Trans>
            Customer’s words at {said}: “{words}”
          </Trans>
        </span>
      </div>
      <b className="safety-clock num" role="timer" aria-label={left > 0 ? t`Time left` : t`Late`}>
        <bdi>{left > 0 ? clockOf(left) : t`${late} late`}</bdi>
      </b>
      <div className="safety-acts">
        <Button look="danger" keys={keysOf('case.reply')} onPress={() => perform('case.reply')}>
          <Trans>Answer now</Trans>
        </Button>
        <Button look="link" onPress={() => perform('case.safety')}>
          <Trans>Dismiss with a reason</Trans>
        </Button>
      </div>
    </section>
  )
}

function Met({ flag, answeredAt }: { readonly flag: Flag; readonly answeredAt: number }) {
  const { t } = useLingui()
  const place = usePlace()
  const [words, at] = [flag.words, timeOf(answeredAt, place)]
  return (
    <section className="safety safety-met" aria-label={t`Safety`}>
      <Icon name="shield-check" size={16} />
      <div className="safety-words">
        <span className="ellipsis" dir="auto">
          <b>
            <Trans>A person answered at {at}.</Trans>
          </b>{' '}
          <Trans>The words were “{words}”. Keep this up until the car is known to be safe.</Trans>
        </span>
      </div>
      <Button look="link" onPress={() => perform('case.safety')}>
        <Trans>Dismiss with a reason</Trans>
      </Button>
    </section>
  )
}
