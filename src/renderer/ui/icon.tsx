import { memo } from 'react'
import { type IconName, icons, isIcon } from './icons.ts'

/** All icons once, hidden; `Icon` refers to them. Stands once in the page, before anything that draws one. */
export const IconSprite = memo(function IconSprite() {
  return (
    <svg className="icon-sprite" aria-hidden="true">
      {Object.entries(icons).map(([name, Drawn]) => (
        <symbol key={name} id={`i-${name}`} viewBox="0 0 24 24">
          <Drawn size={24} />
        </symbol>
      ))}
    </svg>
  )
})

interface IconProps {
  /** A name we know; an unknown one, such as of a newer touchpoint, is drawn as a plain mark. */
  readonly name: IconName | (string & {})
  readonly size?: number
  readonly className?: string
}

/** A decorative icon; the word beside it, or a label on its button, says what it means. */
export function Icon({ name, size = 16, className }: IconProps) {
  const known = isIcon(name) ? name : 'circle-dashed'
  return (
    <svg className={className ? `icon ${className}` : 'icon'} width={size} height={size} aria-hidden="true">
      <use href={`#i-${known}`} />
    </svg>
  )
}
