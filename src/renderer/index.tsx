import '@fontsource-variable/inter/standard.css'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { createRoot } from 'react-dom/client'
import './ui/base.css'
import './ui/parts.css'
import { App } from './app.tsx'
import { speak, startLanguage } from './i18n.ts'
import { hearDark } from './store/dark.ts'
import { hearDevice } from './store/device.ts'
import { followTheme, usePrefs } from './store/prefs.ts'
import { hearPresence } from './store/presence.ts'
import { hearSession } from './store/session.ts'

async function begin(): Promise<void> {
  followTheme()
  hearSession()
  hearPresence()
  hearDark()
  hearDevice()
  await speak(startLanguage(usePrefs.getState().language))
  const root = document.getElementById('root')
  if (root === null) throw new Error('the page has no root')
  createRoot(root).render(
    <I18nProvider i18n={i18n}>
      <App />
    </I18nProvider>,
  )
}

void begin()
