import { usePrefs } from '../store/prefs.ts'
import { useView } from '../store/view.ts'
import { isPlain, matches, printed } from './chord.ts'
import { isOffered, perform } from './offers.ts'
import { type CommandName, commandNames, commandOf } from './registry.ts'

const SEQUENCE_MS = 1_200
const mac = navigator.platform.startsWith('Mac')

/** The first key of a command as its cap shows it; nothing where it has none. */
export function keysOf(name: CommandName): string | undefined {
  const first = commandOf(name).keys[0]
  return first === undefined ? undefined : printed(first, mac)
}

/** Every chord of a command as caps show them. */
export const allKeysOf = (name: CommandName): readonly string[] => commandOf(name).keys.map((keys) => printed(keys, mac))

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=checkbox],[type=radio]), textarea, select'))

/** Enter on a control presses that control. */
const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a, summary, [role=button], [role=menuitem], [role=tab], [role=radio]') !== null

const inOverlay = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('[role=dialog], [role=menu], [role=alertdialog]') !== null

/** The keys that begin a sequence: G goes somewhere, I says what I am doing. */
const leads = new Set(
  commandNames.flatMap((name) => commandOf(name).keys.flatMap((keys) => (keys.includes(' ') ? [keys.slice(0, 1)] : []))),
)

function leadOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): string | null {
  const lead = key.toUpperCase()
  return leads.has(lead) && !ctrlKey && !metaKey && !altKey ? lead : null
}

function pressOf(event: KeyboardEvent) {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event
  return { key, code, ctrlKey, metaKey, altKey, shiftKey, altGraph: event.getModifierState('AltGraph') }
}

function find(event: KeyboardEvent, lead: string | null): CommandName | null {
  const typing = isTyping(event.target)
  const quiet = typing || !usePrefs.getState().letters
  const press = pressOf(event)
  const hit = (keys: string): boolean => {
    const [first = '', second] = keys.split(' ')
    if (second !== undefined) return !quiet && first === lead && matches(second, press, mac)
    if (lead !== null || (isPlain(keys) && keys !== 'Enter' && quiet)) return false
    if (keys === 'Enter' && (typing || isControl(event.target))) return false
    return matches(keys, press, mac)
  }
  return commandNames.find((name) => isOffered(name) && commandOf(name).keys.some(hit)) ?? null
}

/** Listens to the keyboard for every command there is; answers with the way to stop. */
export function hearKeys(): () => void {
  let lead: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const listen = (event: KeyboardEvent): void => {
    if (event.isComposing || event.defaultPrevented) return
    // A dialog keeps its keys to itself; only the palette may be called over one.
    if (useView.getState().overlay !== null || inOverlay(event.target)) return
    const name = find(event, lead)
    clearTimeout(timer)
    const begins = lead === null && name === null && !isTyping(event.target)
    lead = begins ? leadOf(event) : null
    if (lead !== null) timer = setTimeout(() => (lead = null), SEQUENCE_MS)
    if (name === null) return
    event.preventDefault()
    perform(name)
  }
  window.addEventListener('keydown', listen)
  return () => {
    clearTimeout(timer)
    window.removeEventListener('keydown', listen)
  }
}
