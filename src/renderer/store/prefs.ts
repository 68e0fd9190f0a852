import { create } from 'zustand'
import { desk } from './desk.ts'

export type Theme = 'system' | 'light' | 'dark'
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number] | 'pseudo'

interface Prefs {
  readonly theme: Theme
  /** Null follows the agent's own record. */
  readonly language: Language | null
  /** Single letters as shortcuts can be switched off (WCAG 2.1.4). */
  readonly letters: boolean
}

const KEY = 'forecourt.prefs'
const plain: Prefs = { theme: 'system', language: null, letters: true }

const isTheme = (value: unknown): value is Theme => value === 'system' || value === 'light' || value === 'dark'
const isLanguage = (value: unknown): value is Language => value === 'en' || value === 'de' || value === 'pseudo'

function kept(): Prefs {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    if (typeof read !== 'object' || read === null) return plain
    const { theme, language, letters } = read as Partial<Record<keyof Prefs, unknown>>
    return {
      theme: isTheme(theme) ? theme : plain.theme,
      language: isLanguage(language) ? language : null,
      letters: typeof letters === 'boolean' ? letters : true,
    }
  } catch {
    // Kept by an older version or by nobody: begin afresh.
    return plain
  }
}

export const usePrefs = create<Prefs>(() => kept())

/** Changes how this device shows things, and keeps it. */
export function prefer(change: Partial<Prefs>): void {
  usePrefs.setState(change)
  localStorage.setItem(KEY, JSON.stringify(usePrefs.getState()))
}

const dark = matchMedia('(prefers-color-scheme: dark)')

function paint(): void {
  const { theme } = usePrefs.getState()
  const shown = theme === 'system' ? (dark.matches ? 'dark' : 'light') : theme
  document.documentElement.dataset.theme = shown
}

/** Keeps the page, and the window around it, in the chosen theme. */
export function followTheme(): void {
  paint()
  dark.addEventListener('change', paint)
  usePrefs.subscribe((now, before) => {
    if (now.theme === before.theme) return
    paint()
    desk.theme(now.theme).catch(() => null)
  })
  desk.theme(usePrefs.getState().theme).catch(() => null)
}
