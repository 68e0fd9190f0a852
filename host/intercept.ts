import { schemeHandlers } from './api/protocol.ts'
import { defaultSessionParts } from './api/session.ts'
import { electronEvent, type Preventable } from './modelled.ts'
import type { PausedRequest } from './protocol.ts'
import type { TargetSession } from './target-session.ts'
import { fromPage, isOurs } from './urls.ts'

/** What an interception needs to know of the page that asks. */
export interface AskingPage {
  readonly id: number
  readonly session: TargetSession
  readonly isDestroyed: () => boolean
  readonly mainFrameId: () => string
  readonly mainFrame: () => Electron.WebFrameMain | null
  /** The address that the app itself is loading: a person's wish needs no leave. */
  readonly loading: () => string
  readonly emit: (event: string, ...args: unknown[]) => boolean
}

type Verdict = 'Aborted' | 'BlockedByClient' | 'Failed' | undefined

/** The app's `will-navigate` and `will-frame-navigate`, in that order, either of which may say no. */
function mayNavigate(page: AskingPage, paused: PausedRequest, url: string): boolean {
  if (paused.resourceType !== 'Document') return true
  const isMainFrame = paused.frameId === page.mainFrameId()
  if (isMainFrame && url === page.loading()) return true
  const frame = page.mainFrame()
  const details = { url, isMainFrame, isSameDocument: false, frame, initiator: frame }
  const asked: Preventable[] = []
  for (const name of isMainFrame ? ['will-navigate', 'will-frame-navigate'] : ['will-frame-navigate']) {
    const event = electronEvent(details)
    page.emit(name, event, url)
    asked.push(event)
  }
  return asked.every((event) => !event.defaultPrevented)
}

/** The app's webRequest.onBeforeRequest. */
async function mayRequest(page: AskingPage, { resourceType, request }: PausedRequest, url: string): Promise<boolean> {
  const filter = defaultSessionParts.beforeRequest
  if (!filter) return true
  const kind = resourceType === 'Document' ? 'mainFrame' : resourceType.toLowerCase()
  const details = {
    id: 0,
    url,
    method: request.method,
    resourceType: kind,
    referrer: '',
    timestamp: Date.now(),
    webContentsId: page.id,
    uploadData: [],
    frame: page.mainFrame(),
  }
  // Chromium's word for a kind of resource is not always Electron's; handlers read the address.
  const asked = details as unknown as Electron.OnBeforeRequestListenerDetails
  const response = await new Promise<Electron.CallbackResponse>((resolve) => filter(asked, resolve))
  return response.cancel !== true
}

/** Answers a request for one of the app's own schemes by the app's own handler. */
async function serve({ session }: AskingPage, { requestId, request }: PausedRequest, url: string): Promise<Verdict> {
  const handler = schemeHandlers.get(url.slice(0, url.indexOf(':')))
  if (!handler) return 'Failed'
  const { method, headers, postData } = request
  const body = method === 'GET' || method === 'HEAD' || postData === undefined ? {} : { body: postData }
  const response = await handler(new Request(url.replace(/#.*$/, ''), { method, headers, ...body }))
  await session.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    body: Buffer.from(await response.arrayBuffer()).toString('base64'),
  })
  return undefined
}

async function decide(page: AskingPage, paused: PausedRequest, url: string): Promise<Verdict> {
  const { requestId, resourceType } = paused
  if (!mayNavigate(page, paused, url)) return 'Aborted'
  if (!(await mayRequest(page, paused, url))) return 'BlockedByClient'
  if (isOurs(url) && !(resourceType === 'Other' && url.endsWith('/favicon.ico'))) return serve(page, paused, url)
  // Chromium's tab strip asks for an icon; Electron has no tab strip.
  if (resourceType === 'Other' && url.endsWith('/favicon.ico'))
    await page.session.send('Fetch.fulfillRequest', { requestId, responseCode: 204 })
  else await page.session.send('Fetch.continueRequest', { requestId })
  return undefined
}

/** Every request of a page comes here first: navigations, the app's own schemes, `webRequest`. */
export async function intercept(page: AskingPage, paused: PausedRequest): Promise<void> {
  const { requestId, request } = paused
  const url = fromPage(request.url + (request.urlFragment ?? ''))
  try {
    const errorReason = await decide(page, paused, url)
    if (errorReason) await page.session.send('Fetch.failRequest', { requestId, errorReason })
  } catch (error) {
    if (!page.isDestroyed()) console.error(`stand-in: ${request.method} ${url} failed:`, error)
    page.session.tell('Fetch.failRequest', { requestId, errorReason: 'Failed' })
  }
}
