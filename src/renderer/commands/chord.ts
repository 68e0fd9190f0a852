/** A key press, as far as a chord is concerned. */
export interface Press {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  /** AltGr reports Ctrl and Alt on Windows; what it types is a plain character. */
  readonly altGraph: boolean
}

interface Chord {
  readonly mod: boolean
  readonly shift: boolean
  readonly key: string
}

function parse(text: string): Chord {
  const parts = text.split('+').filter((part) => part !== '')
  const key = text.endsWith('+') ? '+' : (parts.at(-1) ?? '')
  return { mod: parts.includes('Mod'), shift: parts.includes('Shift'), key }
}

const isLetter = (key: string): boolean => /^[A-Za-z]$/.test(key)
const isDigit = (key: string): boolean => /^\d$/.test(key)

/** Whether one press is this chord. Letters go by what is typed, digits by where they lie, so every layout works. */
export function matches(text: string, press: Press, mac: boolean): boolean {
  const chord = parse(text)
  const mod = press.altGraph ? false : mac ? press.metaKey : press.ctrlKey
  const other = press.altGraph ? false : press.altKey || (mac ? press.ctrlKey : press.metaKey)
  if (mod !== chord.mod || other) return false
  if (isDigit(chord.key)) return press.code === `Digit${chord.key}`
  const named = chord.key.length > 1
  const same = press.key.toLowerCase() === chord.key.toLowerCase()
  // A symbol's shift belongs to the layout, not to the chord.
  return same && (named || isLetter(chord.key) ? press.shiftKey === chord.shift : true)
}

/** Whether a chord is made of a letter or symbol alone, so that it must not fire while somebody types. */
export const isPlain = (text: string): boolean => !parse(text).mod && !/^F\d+$|^Escape$/.test(parse(text).key)

const shown: Readonly<Record<string, string>> = { Enter: '↵', Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓' }

/** A chord as a key cap shows it: Ctrl K, ⌘K, G T. */
export function printed(text: string, mac: boolean): string {
  if (text.includes(' ')) return text
  const { mod, shift, key } = parse(text)
  // Alone, a bare sign would be read as nothing: then the word.
  const cap = !mod && !shift && key === 'Enter' ? key : (shown[key] ?? key)
  if (mac) return `${shift ? '⇧' : ''}${mod ? '⌘' : ''}${cap}`
  return [mod && 'Ctrl', shift && '⇧', cap].filter(Boolean).join(' ')
}
