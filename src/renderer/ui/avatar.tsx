import type { CSSProperties } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icons.ts'

/** Low-chroma hues that stay apart from each other; a name always gets the same one. */
const HUES = [255, 200, 165, 300, 20, 55, 230, 340]

function hueOf(name: string): number {
  let hash = 7
  for (const letter of name) hash = (hash * 33 + (letter.codePointAt(0) ?? 0)) % 9_973
  return HUES[hash % HUES.length] ?? 255
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const first = (word: string): string => [...letters.segment(word)][0]?.segment ?? ''

/** One or two letters for a name, without titles. */
export function initialsOf(name: string): string {
  const words = name
    .split(/\s+/)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word) && !/^(?:dr|prof|mr|mrs|ms|herr|frau|familie)\.?$/iu.test(word))
  const [one = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : '']
  return `${first(one)}${first(last)}`.toUpperCase()
}

/** What the small mark on an avatar says; the words stand beside it. */
export type Mark = 'complaint' | 'enquiry' | 'inbound' | 'outreach'
const markIcons: Partial<Record<Mark, IconName>> = { inbound: 'arrow-down-left', outreach: 'arrow-up-right' }

interface AvatarProps {
  readonly name: string | null
  readonly size?: number
  readonly mark?: Mark
}

/** A person's initials; decorative, for the name always stands beside it. */
export function Avatar({ name, size = 32, mark }: AvatarProps) {
  // Custom properties are not in React's style type; these two are read by ui/avatar.css.
  const style = { '--hue': name === null ? 255 : hueOf(name), '--size': `${size}px` } as CSSProperties
  return (
    <span className={name === null ? 'avatar avatar-nobody' : 'avatar'} aria-hidden="true" style={style}>
      {name === null ? <Icon name="user" size={Math.round(size * 0.5)} /> : initialsOf(name)}
      {mark && (
        <span className={`avatar-mark mark-${mark}`}>
          <MarkSign mark={mark} />
        </span>
      )}
    </span>
  )
}

/** Nine pixels are too few for a picture of a complaint or a question: a sign of writing reads better. */
function MarkSign({ mark }: { readonly mark: Mark }) {
  const icon = markIcons[mark]
  return icon ? <Icon name={icon} size={9} /> : <b>{mark === 'complaint' ? '!' : '?'}</b>
}
