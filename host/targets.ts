import { spawn } from 'node:child_process'
import { sandboxSwitches } from './chromium.ts'
import type { OpenDetails } from './page/open.ts'
import type { Events } from './protocol.ts'
import { chromium, state } from './state.ts'
import { TargetSession } from './target-session.ts'

/** What the window of a page wants to hear of it. */
export interface Follower {
  titled(title: string): void
  gone(): void
  opening(details: OpenDetails): void
}

const followers = new Map<string, Follower>()
const sessions = new Map<string, TargetSession>()
const waiting = new Map<string, (session: TargetSession) => void>()

/** A page that will open: known by its target id, or by the mark in its first address. */
const awaited = (key: string): Promise<TargetSession> => new Promise((resolve) => waiting.set(key, resolve))

/** From now on the follower hears what becomes of the page. */
export const follow = (targetId: string, follower: Follower): void => void followers.set(targetId, follower)

/** A window such as a person sees: without tabs or address bar. Chromium opens those only for a second start of itself. */
function openShown(mark: string, { width, height }: Electron.Rectangle): Promise<TargetSession> {
  const { executable, userDataDir } = chromium()
  const found = awaited(mark)
  const app = `--app=data:text/html,<title>${mark}</title>`
  const args = [`--user-data-dir=${userDataDir}`, app, `--window-size=${width},${height}`, ...sandboxSwitches()]
  spawn(executable, args, { stdio: 'ignore', detached: true }).unref()
  return found
}

/** Opens a page in a window of its own, paused before it loads anything. */
export async function openTarget(id: number, bounds: Electron.Rectangle): Promise<TargetSession> {
  if (state.shown) return openShown(`electron-host-window-${id}`, bounds)
  const { width, height } = bounds
  const { targetId } = await chromium().cdp.send('Target.createTarget', { url: 'about:blank', newWindow: true, width, height })
  return sessions.get(targetId) ?? awaited(targetId)
}

/** What slips past the page's own `window.open`, a form's target say. It must not stay paused: its opener waits with it. */
async function refuse(session: TargetSession, openerId: string, url: string): Promise<void> {
  await session.send('Runtime.runIfWaitingForDebugger').catch(() => undefined)
  await chromium()
    .cdp.send('Target.closeTarget', { targetId: session.targetId })
    .catch(() => undefined)
  followers.get(openerId)?.opening({ url, frameName: '', features: '', disposition: 'new-window' })
}

function attached({ sessionId, targetInfo }: Events['Target.attachedToTarget']): void {
  const { targetId, type, url, openerId } = targetInfo
  const session = new TargetSession(targetId, sessionId)
  if (type !== 'page') session.tell('Runtime.runIfWaitingForDebugger')
  else if (openerId !== undefined) void refuse(session, openerId, url)
  else ours(session, url)
}

function ours(session: TargetSession, url: string): void {
  const { targetId } = session
  sessions.set(targetId, session)
  const key = [...waiting.keys()].find((each) => each === targetId || decodeURIComponent(url).includes(`<title>${each}</title>`))
  if (key === undefined) return
  waiting.get(key)?.(session)
  waiting.delete(key)
}

/** Follows Chromium's pages: ours as they attach, and those that pages open by themselves. */
export async function followTargets(): Promise<void> {
  const { cdp } = chromium()
  cdp.on('Target.attachedToTarget', attached)
  cdp.on('Target.targetInfoChanged', ({ targetInfo }) => {
    const { targetId, title } = targetInfo
    if (title && !title.includes('electron-host')) followers.get(targetId)?.titled(title)
  })
  cdp.on('Target.targetDestroyed', ({ targetId }) => {
    const follower = followers.get(targetId)
    followers.delete(targetId)
    sessions.delete(targetId)
    follower?.gone()
  })
  await cdp.send('Target.setDiscoverTargets', { discover: true })
  await cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true })
}
