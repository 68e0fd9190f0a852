import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'
import { Kbd } from './kbd.tsx'
import { Tip } from './tip.tsx'

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  /** `solid` once per pane; `line` for what matters; `ghost` for the rest; `danger` for the safety banner. */
  readonly look?: 'ghost' | 'line' | 'solid' | 'danger' | 'link'
  readonly icon?: IconName
  readonly keys?: string | undefined
  readonly className?: string
  readonly children: ReactNode
}

/** A button that says what it does: a verb and its object. */
export function Button({ look = 'ghost', icon, keys, className = '', children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} className={`btn btn-${look} ${className}`}>
      {icon && <Icon name={icon} size={14} />}
      <span className="btn-label">{children}</span>
      {keys && <Kbd>{keys}</Kbd>}
    </AriaButton>
  )
}

interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'children' | 'aria-label'> {
  readonly icon: IconName
  readonly label: string
  readonly keys?: string | undefined
  readonly className?: string
  readonly size?: number
  readonly children?: ReactNode
}

/** A button of one icon, its name in a tip and for those who do not see it. */
export function IconButton({ icon, label, keys, className = '', size = 16, children, ...rest }: IconButtonProps) {
  return (
    <Tip label={label} keys={keys}>
      <AriaButton {...rest} className={`icon-btn ${className}`} aria-label={label}>
        <Icon name={icon} size={size} />
        {children}
      </AriaButton>
    </Tip>
  )
}
