import { type App, shell, type WebContents } from 'electron'
import { safeLink } from './links.ts'

/** Whether a page may go there: only within our own origin, compared whole. */
const within = (url: string, ours: string): boolean => URL.canParse(url) && `${new URL(url).protocol}//${new URL(url).host}` === ours

/** Opens a link outside, if it may leave. */
export async function openOutside(url: string): Promise<void> {
  const link = safeLink(url)
  if (link) await shell.openExternal(link)
}

function guardContents(contents: WebContents, ours: string): void {
  contents.on('will-navigate', (event) => {
    if (!within(event.url, ours)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!within(event.url, ours)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!within(event.url, ours)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    void openOutside(url)
    return { action: 'deny' }
  })
}

/** Puts the same guards on every page there will ever be, so that none can be forgotten. */
export const guardAll = (app: App, ours: string): void => {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, ours))
}
