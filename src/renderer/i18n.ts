/// <reference path="./po.d.ts" />
import { i18n, type Messages } from '@lingui/core'
import type { Language } from './store/prefs.ts'

const catalogues: Record<Language, () => Promise<{ readonly messages: Messages }>> = {
  en: () => import('./locales/en.po'),
  de: () => import('./locales/de.po'),
  pseudo: () => import('./locales/pseudo.po'),
}

/** Loads a language and shows everything in it. */
export async function speak(language: Language): Promise<void> {
  const { messages } = await catalogues[language]()
  i18n.loadAndActivate({ locale: language, messages })
  document.documentElement.lang = language === 'pseudo' ? 'en' : language
}

/** The language to begin with: the one chosen here, else the machine's, else English. */
export const startLanguage = (chosen: Language | null): Language => chosen ?? (navigator.language.startsWith('de') ? 'de' : 'en')
