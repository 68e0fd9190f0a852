import type { I18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { memo } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { Floor } from '../../domain/contract/floor.ts'
import type { Figure } from '../../domain/rules/floor/figures.ts'
import { Tip } from '../ui/tip.tsx'
import { figureDefinition, figureName } from './figure-words.ts'
import { useFloorTimes } from './floor-clock.ts'
import { waitOf } from './wait.ts'

interface Told {
  readonly value: string
  /** The denominator, in words. */
  readonly of: string
  readonly bad: boolean
}

/** From here on so few in time is bad: the usual aim of the trade. */
const GOOD_SHARE = 0.8

function told(i18n: I18n, { id, value, n }: Figure): Told {
  const share = value === null ? '–' : i18n._(msg`${Math.round(value * 100)} %`)
  const few = value !== null && value < GOOD_SHARE
  switch (id) {
    case 'waiting':
      return { value: String(value), of: i18n._(msg`of ${n} open cases`), bad: false }
    case 'longest-wait':
      return { value: '–', of: i18n._(msg`of ${n} who wait`), bad: false }
    case 'service-chat':
      return { value: share, of: i18n._(msg`of ${n} chats, within 2 min`), bad: few }
    case 'service-written':
      return { value: share, of: i18n._(msg`of ${n} written, within 4 h`), bad: few }
    case 'complaints-at-risk':
      return { value: String(value), of: i18n._(msg`of ${n} open complaints`), bad: (value ?? 0) > 0 }
    default:
      return { value: String(value), of: i18n._(msg`of ${n} open promises`), bad: (value ?? 0) > 0 }
  }
}

/** How long whoever waits longest has waited; it moves by itself. */
function LongestWait({ since }: { readonly since: number }) {
  const { i18n } = useLingui()
  return waitOf(i18n, useFloorTimes().now - since)
}

interface FiguresProps extends Pick<Floor, 'figures'> {
  /** Since when whoever waits longest has waited; null where nobody waits. */
  readonly longestSince: number | null
}

/** The floor in six numbers, each with what it is told of; what it counts stands in its tip, on hover and on focus. */
export const Figures = memo(({ figures, longestSince }: FiguresProps) => {
  const { t, i18n } = useLingui()
  return (
    <fieldset className="figures" aria-label={t`Figures`}>
      {figures.map((figure) => {
        const { value, of, bad } = told(i18n, figure)
        return (
          <Tip key={figure.id} label={figureDefinition(i18n, figure.id)}>
            <AriaButton className="figure" data-bad={bad}>
              <span className="figure-name">{figureName(i18n, figure.id)}</span>
              <span className="figure-value">
                {figure.id === 'longest-wait' && longestSince !== null ? <LongestWait since={longestSince} /> : value}
              </span>
              <span className="figure-of">{of}</span>
            </AriaButton>
          </Tip>
        )
      })}
    </fieldset>
  )
})
