import type { I18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Plural, Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { FactLine } from '../../../domain/rules/fact-line.ts'
import type { IconName } from '../../ui/icons.ts'
import { remedyWords } from '../../words/case-words.ts'

/** One fact of a complaint: what it says, and on hover what it rests on. */
export interface Fact {
  readonly key: string
  readonly icon: IconName
  readonly tone?: 'danger' | 'warn'
  readonly words: ReactNode
  readonly source: string
  /** The row of the journey it rests on, to go to; null where there is none. */
  readonly row: string | null
}

function wished({ remedy }: FactLine, i18n: I18n): readonly Fact[] {
  if (remedy === null) return []
  const wish = i18n._(remedyWords[remedy])
  return [
    {
      key: 'remedy',
      icon: 'target',
      words: <Trans>Wants: {wish}</Trans>,
      source: i18n._(msg`The remedy settled for this complaint`),
      row: null,
    },
  ]
}

function tried({ attempts, daysOffRoad: days }: FactLine): readonly Fact[] {
  const tries = attempts.length
  const source = attempts.map((one) => String(one.data.concern ?? '')).join('; ')
  const row = attempts.at(-1)?.id ?? null
  const times: Fact = { key: 'tries', icon: 'repeat', words: <Plural value={tries} one="# attempt" other="# attempts" />, source, row }
  const off: Fact = {
    key: 'days',
    icon: 'calendar-off',
    words: <Plural value={days} one="# day off the road" other="# days off the road" />,
    source,
    row,
  }
  return [...(tries > 0 ? [times] : []), ...(days > 0 ? [off] : [])]
}

function promised({ promisesBroken }: FactLine): readonly Fact[] {
  const broken = promisesBroken.length
  if (broken === 0) return []
  const words = <Plural value={broken} one="# promise broken" other="# promises broken" />
  return [
    {
      key: 'broken',
      icon: 'heart-crack',
      tone: 'danger',
      words,
      source: promisesBroken.map((one) => one.text).join('; '),
      row: promisesBroken.at(-1)?.id ?? null,
    },
  ]
}

const recalled = ({ recalls }: FactLine): readonly Fact[] =>
  recalls.map(({ code, title, doNotDrive }) => ({
    key: code,
    icon: 'circle-alert',
    tone: doNotDrive ? 'danger' : 'warn',
    words: doNotDrive ? <Trans>Do not drive: recall {code}</Trans> : <Trans>Recall {code}</Trans>,
    source: title,
    row: null,
  }))

/** The facts of a complaint in the order they are asked for, as far as there are any. */
export const factsOf = (line: FactLine, i18n: I18n): readonly Fact[] => [
  ...wished(line, i18n),
  ...tried(line),
  ...promised(line),
  ...recalled(line),
]
