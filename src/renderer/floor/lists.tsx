import { Trans, useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import type { Floor } from '../../domain/contract/floor.ts'
import type { Session } from '../../domain/rules/floor/sessions.ts'
import type { Waiting as Waits } from '../../domain/rules/floor/waiting.ts'
import { useReference } from '../store/use-reference.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Icon } from '../ui/icon.tsx'
import { Pill } from '../ui/pill.tsx'
import { spanOf } from '../ui/span.ts'
import { channelIcons, channelWords, kindWords } from '../words/case-words.ts'
import { shownTones, shownWords } from '../words/presence-words.ts'
import { useFloorTimes } from './floor-clock.ts'
import { FloorList, FloorRow, NameOf, Part, useAbout } from './rows.tsx'
import { waitOf } from './wait.ts'

interface Since {
  readonly since: number
}

/** How long it is since, in a row that is not made anew for it. */
function Wait({ since }: Since) {
  const { i18n } = useLingui()
  return waitOf(i18n, useFloorTimes().now - since)
}

function Span({ since }: Since) {
  const { i18n } = useLingui()
  return spanOf(i18n, useFloorTimes().now - since)
}

/** Everybody who waits, by name, whoever waits longest first. */
export const WaitingList = memo(({ waiting }: Pick<Floor, 'waiting'>) => {
  const { t } = useLingui()
  return (
    <Part name="waiting" title={<Trans>Waiting</Trans>} label={t`Waiting`} count={waiting.total}>
      <FloorList of={waiting} row={(one) => <WaitingRow key={one.case} of={one} />} none={<Trans>Nobody waits for an answer.</Trans>} />
    </Part>
  )
})

const WaitingRow = memo(({ of }: { readonly of: Waits }) => {
  const { i18n } = useLingui()
  const site = useReference()?.sites.find(({ id }) => id === of.site)?.name
  const about = useAbout(of.customerName, of.subject)
  return (
    <FloorRow of={of} about={about} tone={of.safetyDueAt !== null ? 'danger' : of.late ? 'warn' : undefined}>
      <span className="floor-line">
        <Icon name={channelIcons[of.channel]} size={14} />
        <span className="unseen">{i18n._(channelWords[of.channel])}</span>
        <NameOf name={of.customerName} />
        <span className="floor-wait">
          <Wait since={of.since} />
        </span>
      </span>
      <span className="floor-line floor-small">
        <span className="ellipsis" dir="auto">
          {of.subject}
        </span>
        {of.safetyDueAt !== null && (
          <Pill tone="danger" icon="shield-alert">
            <Trans>Safety</Trans>
          </Pill>
        )}
        {of.late && of.safetyDueAt === null && (
          <Pill tone="warn" icon="alarm-clock">
            <Trans>Late</Trans>
          </Pill>
        )}
      </span>
      <span className="floor-line floor-small">
        <span className="ellipsis">{[i18n._(kindWords[of.kind]), site].filter(Boolean).join(' · ')}</span>
        <span className="floor-owner ellipsis">{of.ownerName ?? <Trans>Nobody’s</Trans>}</span>
      </span>
    </FloorRow>
  )
})

/** Who of ours is at what customer, now. */
export const SessionList = memo(({ sessions }: Pick<Floor, 'sessions'>) => {
  const { t } = useLingui()
  return (
    <Part name="sessions" title={<Trans>Live sessions</Trans>} label={t`Live sessions`} count={sessions.total}>
      <FloorList
        of={sessions}
        row={(one) => <SessionRow key={one.case} of={one} />}
        none={<Trans>Nobody has said anything in an owned case for a quarter of an hour.</Trans>}
      />
    </Part>
  )
})

function Marks({ of }: { readonly of: Session }) {
  return (
    <span className="floor-marks">
      {of.safetyDueAt !== null && (
        <Pill tone="danger" icon="shield-alert">
          <Trans>Safety</Trans>
        </Pill>
      )}
      {of.raised && (
        <Pill tone="warn" icon="hand">
          <Trans>Hand raised</Trans>
        </Pill>
      )}
      {of.lent && (
        <Pill tone="mute" icon="repeat">
          <Trans>Taken from {of.lent.fromName}</Trans>
        </Pill>
      )}
    </span>
  )
}

const SessionRow = memo(({ of }: { readonly of: Session }) => {
  const { i18n } = useLingui()
  const { shown } = of.presence
  const word = of.lastWord
  const about = useAbout(of.customerName, of.subject)
  return (
    <FloorRow of={of} about={about} tone={of.late ? 'warn' : undefined}>
      <span className="session">
        <span className="session-who">
          <Avatar name={of.ownerName} size={28} />
          <span>
            <NameOf name={of.ownerName} />
            <Pill tone={shownTones[shown]}>{i18n._(shownWords[shown])}</Pill>
          </span>
        </span>
        <span className="session-with">
          <NameOf name={of.customerName} />
          <span className="floor-small ellipsis" dir="auto">
            {of.subject}
          </span>
        </span>
        <Marks of={of} />
        <span className="session-word">
          {word === null ? null : word.by === 'customer' ? <Trans>Customer wrote</Trans> : <Trans>We wrote</Trans>}
          {word !== null && (
            <b>
              <Wait since={word.at} />
            </b>
          )}
        </span>
        <span className="session-open">
          <Trans>Open for</Trans>
          <b>
            <Span since={of.since} />
          </b>
        </span>
      </span>
    </FloorRow>
  )
})
