import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

/** Colour is never the only sign: a toned pill carries words or an icon that say the same. */
export type Tone = 'none' | 'mute' | 'warn' | 'danger' | 'ok' | 'accent' | 'cs' | 'cx'

interface PillProps {
  readonly tone?: Tone
  readonly icon?: IconName
  readonly title?: string
  readonly children: ReactNode
}

/** A short state beside a thing: a clock, a recall, a count. */
export function Pill({ tone = 'none', icon, title, children }: PillProps) {
  return (
    <span className={`pill tone-${tone}`} title={title}>
      {icon && <Icon name={icon} size={12} />}
      <bdi>{children}</bdi>
    </span>
  )
}
