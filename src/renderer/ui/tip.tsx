import type { ReactNode } from 'react'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import { Kbd } from './kbd.tsx'

interface TipProps {
  readonly label: string
  readonly keys?: string | undefined
  readonly children: ReactNode
}

/** Names a control on hover and focus, with its key. */
export const Tip = ({ label, keys, children }: TipProps) => (
  <TooltipTrigger delay={500} closeDelay={0}>
    {children}
    <Tooltip className="tip" offset={6}>
      {label}
      {keys && <Kbd>{keys}</Kbd>}
    </Tooltip>
  </TooltipTrigger>
)
