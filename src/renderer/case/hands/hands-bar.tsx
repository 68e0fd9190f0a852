import { Trans, useLingui } from '@lingui/react/macro'
import type { Row } from '../../../domain/kind.ts'
import { keysOf } from '../../commands/keys.ts'
import { perform } from '../../commands/offers.ts'
import { useMe } from '../../store/session.ts'
import { useAgentName } from '../../store/use-reference.ts'
import { Button } from '../../ui/button.tsx'
import { timeOf } from '../../ui/format.ts'
import { Icon } from '../../ui/icon.tsx'
import { usePlace } from '../../ui/use-place.ts'
import './hands.css'
import { useHands } from './use-hands.ts'

/** Who asked for help, and who has stepped in for whom: between the header and what was said. */
export function HandsBar({ row }: { readonly row: Row<'case'> }) {
  const { t } = useLingui()
  if (row.state !== 'open' || (row.raised === null && row.lent === null)) return null
  return (
    <section className="hands" aria-label={t`Help`}>
      {row.lent !== null && <Lent row={row} lent={row.lent} />}
      {row.lent === null && row.raised !== null && <Raised row={row} raised={row.raised} />}
    </section>
  )
}

interface LentProps {
  readonly row: Row<'case'>
  readonly lent: NonNullable<Row<'case'>['lent']>
}

function Lent({ row, lent }: LentProps) {
  const { t } = useLingui()
  const place = usePlace()
  const hands = useHands(row)
  const by = useAgentName(row.owner) ?? t`A supervisor`
  const [from, at] = [lent.fromName, timeOf(lent.at, place)]
  return (
    <p className="hands-line">
      <Icon name="user-check" size={14} />
      <span>
        {hands.lentToMe ? (
          <Trans>
            You took this over from {from} at {at}. You write to the customer until you hand it back.
          </Trans>
        ) : hands.lentByMe ? (
          <Trans>
            {by} took this over at {at} and writes to the customer. It comes back to you.
          </Trans>
        ) : (
          <Trans>
            {by} took this over from {from} at {at}.
          </Trans>
        )}{' '}
        {row.raised !== null && <q dir="auto">{row.raised.reason}</q>}
      </span>
      {hands.lentToMe && (
        <Button look="line" icon="corner-up-left" keys={keysOf('case.handBack')} onPress={() => perform('case.handBack')}>
          <Trans>Hand back</Trans>
        </Button>
      )}
    </p>
  )
}

interface RaisedProps {
  readonly row: Row<'case'>
  readonly raised: NonNullable<Row<'case'>['raised']>
}

function Raised({ row, raised }: RaisedProps) {
  const place = usePlace()
  const me = useMe()
  const { supervisor } = useHands(row)
  const [name, at, reason] = [raised.byName, timeOf(raised.at, place), raised.reason]
  const own = raised.by === me?.id
  return (
    <p className="hands-line hands-raised">
      <Icon name="hand" size={14} />
      <span>
        <b>
          {own ? (
            <Trans>You asked for help at {at}.</Trans>
          ) : (
            <Trans>
              {name} asked for help at {at}.
            </Trans>
          )}
        </b>{' '}
        <span dir="auto">{reason}</span>
      </span>
      {(own || supervisor) && (
        <Button look="link" onPress={() => perform('case.lower')}>
          {own ? <Trans>No more needed</Trans> : <Trans>Help has come</Trans>}
        </Button>
      )}
    </p>
  )
}
