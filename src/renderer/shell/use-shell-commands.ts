import { useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import { perform, useOffer } from '../commands/offers.ts'
import { commandNames, commandOf, isCommand, type Section, sections } from '../commands/registry.ts'
import { speak } from '../i18n.ts'
import { wantSwitch } from '../sign-in/switching.ts'
import { announce } from '../store/announce.ts'
import { desk } from '../store/desk.ts'
import { cycleRegion, focusRegion } from '../store/focus.ts'
import { type Language, prefer, type Theme } from '../store/prefs.ts'
import { useLine } from '../store/session.ts'
import { FOLDED, ONE_PANE, useMedia } from '../store/use-media.ts'
import { useOversees } from '../store/use-overseen.ts'
import { openCase, showOverlay, showPane, showQueueOver, showScreen, useView } from '../store/view.ts'

const quietly = (doing: Promise<unknown>): void => void doing.catch(() => null)

function stepBack(): void {
  const { queueOver, pane } = useView.getState()
  if (queueOver) showQueueOver(false)
  else if (document.activeElement?.closest('#region-composer, #region-log, #region-journey')) {
    if (matchMedia(ONE_PANE).matches && pane !== 'queue') showPane(pane === 'journey' ? 'case' : 'queue')
    focusRegion('region-queue')
  } else if (matchMedia(ONE_PANE).matches && pane !== 'queue') showPane(pane === 'journey' ? 'case' : 'queue')
}

function useViewCommands(): void {
  const folded = useMedia(FOLDED)
  const onePane = useMedia(ONE_PANE)
  const oversees = useOversees()
  useOffer('palette.open', () => showOverlay({ of: 'palette' }))
  useOffer('help.keys', () => showOverlay({ of: 'keys' }))
  useOffer('region.next', () => cycleRegion(1))
  useOffer('region.previous', () => cycleRegion(-1))
  useOffer('view.back', stepBack)
  useOffer('go.inbox', () => showScreen('inbox'))
  useOffer('go.today', () => showScreen('today'))
  useOffer('go.floor', oversees ? () => showScreen('floor') : null)
  useOffer('go.sync', () => showScreen('sync'))
  useOffer('view.queue', () => {
    if (folded) showQueueOver(!useView.getState().queueOver)
    if (onePane) showPane('queue')
    focusRegion('region-queue')
  })
  useOffer('view.journey', () => {
    if (onePane) showPane(useView.getState().pane === 'journey' ? 'case' : 'journey')
    else useView.setState(({ journeyShown }) => ({ journeyShown: !journeyShown }))
  })
}

function usePersonCommands(): void {
  const theme = (one: Theme) => () => prefer({ theme: one })
  const language = (one: Language) => () => {
    prefer({ language: one })
    quietly(speak(one))
  }
  useOffer('view.light', theme('light'))
  useOffer('view.dark', theme('dark'))
  useOffer('view.system', theme('system'))
  useOffer('view.english', language('en'))
  useOffer('view.german', language('de'))
  const live = useLine().state === 'live'
  useOffer('account.reconnect', live ? null : () => quietly(desk.reconnect(undefined)))
  useOffer('account.lock', () => quietly(desk.lock(undefined)))
  useOffer('account.switch', () => {
    wantSwitch()
    quietly(desk.lock(undefined))
  })
  useOffer('account.signOut', () => quietly(desk.signOut(undefined)))
}

/** The application menu is told the commands in the language of the screen, and tells which one was chosen. */
function useMenu(): void {
  const { i18n } = useLingui()
  const { locale } = i18n
  useEffect(() => {
    if (locale === '') return
    const menu = (Object.keys(sections) as Section[]).map((section) => ({
      label: i18n._(sections[section]),
      items: commandNames
        .filter((name) => commandOf(name).section === section)
        .map((name) => ({ name, label: i18n._(commandOf(name).label), key: commandOf(name).keys[0] ?? null })),
    }))
    quietly(desk.menu(menu))
  }, [i18n, locale])
  useEffect(() => desk.hear('chosen', (name) => isCommand(name) && perform(name)), [])
}

/** What can be done from anywhere, and the ways in from outside: the menu and links. */
export function useShellCommands(): void {
  const { t } = useLingui()
  useViewCommands()
  usePersonCommands()
  useMenu()
  useEffect(
    () =>
      desk.hear('linked', ({ case: id }) => {
        quietly(
          desk.watch({ watch: 1_000_000, query: { of: 'case', case: id } }).then((result) => {
            quietly(desk.unwatch(1_000_000))
            const row = result.of === 'case' ? result.value.case : null
            if (row) openCase({ case: row.id, party: row.party }, true)
            else announce(t`The case of this link is not on this device.`)
          }),
        )
      }),
    [t],
  )
}
