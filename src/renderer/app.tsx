import { useLingui } from '@lingui/react/macro'
import { useEffect } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import type { Session } from '../domain/contract/bridge.ts'
import { CaseOverlays } from './case/case-overlays.tsx'
import { CasePane } from './case/case-pane.tsx'
import { hearKeys } from './commands/keys.ts'
import { BookDialog } from './customer/book-dialog.tsx'
import { LogDialog } from './customer/log-dialog.tsx'
import { NewCaseDialog } from './customer/new-case-dialog.tsx'
import { useCustomerCommands } from './customer/use-customer-commands.ts'
import './dialogs/dialogs.css'
import { AssignDialog } from './floor/assign-dialog.tsx'
import { FloorPage } from './floor/floor-page.tsx'
import { useFloorView } from './floor/floor-store.ts'
import { JourneyPane } from './journey/journey-pane.tsx'
import { KeySheet } from './palette/key-sheet.tsx'
import { Palette } from './palette/palette.tsx'
import { Queue } from './queue/queue.tsx'
import { OfflineBar } from './shell/connection.tsx'
import { DeviceBars } from './shell/device-bars.tsx'
import { Rail } from './shell/rail.tsx'
import { WhisperBar } from './shell/whisper-bar.tsx'
import './shell/shell.css'
import { TopBar } from './shell/top-bar.tsx'
import { useShellCommands } from './shell/use-shell-commands.ts'
import { Locked } from './sign-in/locked.tsx'
import { SignIn } from './sign-in/sign-in.tsx'
import { useHere } from './store/session.ts'
import { ONE_PANE, useMedia } from './store/use-media.ts'
import { useOversees } from './store/use-overseen.ts'
import { useSite } from './store/use-reference.ts'
import { type Screen, useView } from './store/view.ts'
import { SyncCentre } from './sync/sync-centre.tsx'
import { TodayPage } from './today/today-page.tsx'
import { Announcer } from './ui/announcer.tsx'
import { EmptyState } from './ui/empty-state.tsx'
import { IconSprite } from './ui/icon.tsx'
import { usePlace } from './ui/use-place.ts'
import { Zone } from './ui/zone.ts'

/** The whole window, as who is here decides. */
export function App() {
  const session = useHere((here) => here.session)
  const { locale } = usePlace()
  return (
    <I18nProvider locale={locale}>
      <IconSprite />
      {session === null ? (
        <Opening />
      ) : session.state === 'signed-in' ? (
        <Desk session={session} />
      ) : session.state === 'locked' ? (
        <Locked key={session.email} session={session} />
      ) : (
        <SignIn session={session} />
      )}
      <Announcer />
    </I18nProvider>
  )
}

/** While the engine opens the data of this device. */
function Opening() {
  const { t } = useLingui()
  return (
    <main className="opening" aria-busy="true">
      <span className="brand-mark brand-mark-large" aria-hidden="true" />
      <p className="unseen" role="status">{t`Opening Forecourt`}</p>
    </main>
  )
}

function Desk({ session }: { readonly session: Extract<Session, { state: 'signed-in' }> }) {
  const screen = useView((view) => view.screen)
  const tv = useFloorView((view) => view.tv)
  useShellCommands()
  useCustomerCommands()
  useEffect(hearKeys, [])
  const home = useSite(session.agent.grants[0]?.site ?? null)
  return (
    <Zone value={home?.zone}>
      <div className="shell" data-tv={tv}>
        <TopBar me={session.agent} standIn={session.standIn} />
        <div className="bars">
          <DeviceBars />
          <OfflineBar />
          <WhisperBar />
        </div>
        <Rail />
        <Page screen={screen} />
        <Overlays />
      </div>
    </Zone>
  )
}

/** The screen under the top bar. Who looks over no floor any more is shown their cases. */
function Page({ screen }: { readonly screen: Screen }) {
  const oversees = useOversees()
  if (screen === 'today') return <TodayPage />
  if (screen === 'sync') return <SyncCentre />
  return screen === 'floor' && oversees ? <FloorPage /> : <Inbox />
}

/** Queue, case and journey in one glance. */
function Inbox() {
  const { t } = useLingui()
  const { open, pane, queueOver, journeyShown } = useView()
  // A narrow window that shows the queue alone has no case to be its main part.
  const landmark = useMedia(ONE_PANE) && pane === 'queue' ? { role: 'main' } : {}
  return (
    <div className="work" {...landmark} data-pane={pane} data-over={queueOver} data-journey={journeyShown}>
      <Queue />
      <CasePane />
      {open ? (
        <JourneyPane key={open.party} party={open.party} caseId={open.case} />
      ) : (
        <aside className="pane journey" aria-label={t`Journey`} id="region-journey" tabIndex={-1}>
          <EmptyState
            icon="route"
            title={t`The journey stands here`}
            hint={t`Open a case, and its customer’s whole journey shows beside it.`}
          />
        </aside>
      )}
    </div>
  )
}

function Overlays() {
  const overlay = useView((view) => view.overlay)
  if (overlay === null) return null
  if (overlay.of === 'palette') return <Palette />
  if (overlay.of === 'keys') return <KeySheet />
  if (overlay.of === 'new-case') return <NewCaseDialog whom={overlay.whom} />
  if (overlay.of === 'log') return <LogDialog what={overlay.what} whom={overlay.whom} />
  if (overlay.of === 'assign') return <AssignDialog key={overlay.what.case} what={overlay.what} />
  return overlay.of === 'book' ? <BookDialog whom={overlay.whom} /> : <CaseOverlays />
}
