import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import type { Floor } from '../../domain/contract/floor.ts'
import type { AgentNeed, CaseNeed, Need, PromiseNeed, Reason } from '../../domain/rules/floor/needs.ts'
import { Icon } from '../ui/icon.tsx'
import type { IconName } from '../ui/icons.ts'
import { spanOf } from '../ui/span.ts'
import { shownWords } from '../words/presence-words.ts'
import { useFloorTimes } from './floor-clock.ts'
import { FloorList, FloorRow, NameOf, Part, useAbout } from './rows.tsx'

const icons: Readonly<Record<Reason['why'], IconName>> = {
  safety: 'shield-alert',
  raised: 'hand',
  'promise-broken': 'heart-crack',
  'promise-due': 'alarm-clock',
  unanswered: 'hourglass',
}

/** One reason, in a line that says what it is and how long there is. Waits are told as of the last true word; what is due runs out all the same. */
function Why({ reason }: { readonly reason: Reason }) {
  const { i18n } = useLingui()
  const clock = useFloorTimes()
  const { why, at } = reason
  const now = why === 'raised' || why === 'unanswered' ? clock.now : clock.due
  const [left, past] = [spanOf(i18n, at - now), spanOf(i18n, now - at)]
  const words = () => {
    switch (why) {
      case 'safety':
        return at < now ? (
          <Trans>
            Safety, {past} late: “{reason.words}”
          </Trans>
        ) : (
          <Trans>
            Safety, {left} left: “{reason.words}”
          </Trans>
        )
      case 'raised':
        return (
          <Trans>
            {reason.byName} asks for help since {past}: {reason.reason}
          </Trans>
        )
      case 'promise-broken':
        return (
          <Trans>
            Promise of {reason.ownerName}, {past} late: {reason.text}
          </Trans>
        )
      case 'promise-due':
        return (
          <Trans>
            Promise of {reason.ownerName}, {left} left: {reason.text}
          </Trans>
        )
      default:
        return (
          <Trans>
            No answer for {past}; the aim is {spanOf(i18n, reason.aimMs)}
          </Trans>
        )
    }
  }
  return (
    <span className="why" data-why={why}>
      <Icon name={icons[why]} size={13} />
      <span className="ellipsis" dir="auto">
        {words()}
      </span>
    </span>
  )
}

interface OneProps<T> {
  readonly need: T
}

const toneOf = ({ why }: Reason): 'danger' | 'warn' => (why === 'safety' || why === 'promise-broken' ? 'danger' : 'warn')

function CaseAtRisk({ need }: OneProps<CaseNeed>) {
  const about = useAbout(need.customerName, null)
  return (
    <FloorRow of={need} about={about} tone={toneOf(need.reasons[0])}>
      <span className="floor-line">
        <NameOf name={need.customerName} />
        <span className="floor-owner ellipsis">{need.ownerName ?? <Trans>Nobody’s</Trans>}</span>
      </span>
      {need.reasons.map((reason) => (
        <Why key={`${reason.why} ${reason.at}`} reason={reason} />
      ))}
    </FloorRow>
  )
}

function PromiseAtRisk({ need }: OneProps<PromiseNeed>) {
  const about = useAbout(need.customerName, null)
  return (
    <FloorRow about={about} of={need.case && { case: need.case, party: need.party }} tone={toneOf(need.reasons[0])}>
      <span className="floor-line">
        <NameOf name={need.customerName} />
        <span className="floor-owner ellipsis">
          <Trans>No open case</Trans>
        </span>
      </span>
      <Why reason={need.reasons[0]} />
    </FloorRow>
  )
}

const NAMED = 3

function AgentAway({ need }: OneProps<AgentNeed>) {
  const { t, i18n } = useLingui()
  const { now } = useFloorTimes()
  const [first] = need.holds
  const waits = need.holds.filter(({ waitingSince }) => waitingSince !== null).length
  const names = need.holds.slice(0, NAMED).map(({ customerName }) => customerName ?? t`Unknown visitor`)
  const more = need.holds.length - names.length
  const listed = more > 0 ? [...names, t`${more} more`].join(', ') : names.join(', ')
  const shown = i18n._(shownWords[need.presence.shown])
  const since = need.presence.since === null ? null : spanOf(i18n, now - need.presence.since)
  return (
    <FloorRow about={need.name} of={first ? { ...first, subject: '', owner: need.agent } : null} tone={waits > 0 ? 'danger' : undefined}>
      <span className="floor-line">
        <NameOf name={need.name} />
        <span className="floor-owner ellipsis">
          {since === null ? (
            shown
          ) : (
            <Trans>
              {shown} for {since}
            </Trans>
          )}
        </span>
      </span>
      <span className="why" data-why="away">
        <Icon name="user-minus" size={13} />
        <span className="ellipsis" dir="auto">
          <Plural value={need.holds.length} one="Holds # case" other="Holds # cases" />
          {waits > 0 && (
            <>
              {', '}
              <Plural value={waits} one="# waits" other="# wait" />
            </>
          )}
          {': '}
          {listed}
        </span>
      </span>
    </FloorRow>
  )
}

const NeedRow = memo(({ need }: OneProps<Need>) => {
  if (need.of === 'case') return <CaseAtRisk need={need} />
  return need.of === 'promise' ? <PromiseAtRisk need={need} /> : <AgentAway need={need} />
})

const keyOf = (need: Need): string => (need.of === 'case' ? need.case : need.of === 'promise' ? need.commitment : need.agent)

/** Who is at risk, the most pressing first. */
export const Needs = memo(({ needs }: Pick<Floor, 'needs'>) => {
  const { t } = useLingui()
  return (
    <Part name="needs" title={<Trans>Needs you</Trans>} label={t`Needs you`} count={needs.total}>
      <FloorList
        of={needs}
        row={(need) => <NeedRow key={keyOf(need)} need={need} />}
        none={
          <Trans>
            Nobody is at risk: no hand raised, no safety words unmet, no promise late or due within the hour, nobody waits too long.
          </Trans>
        }
      />
    </Part>
  )
})
