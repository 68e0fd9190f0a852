/** Events of webContents, and Chromium's error numbers. */
export const webContentsEvents = {
  name: 'webContents',
  sent: [
    'did-start-loading',
    'did-stop-loading',
    'did-finish-load',
    'did-fail-load',
    'dom-ready',
    'did-navigate',
    'did-navigate-in-page',
    'will-navigate',
    'will-frame-navigate',
    'page-title-updated',
    'console-message',
    'render-process-gone',
    'destroyed',
    'preload-error',
    'ipc-message',
  ],
  silent: [
    'will-redirect',
    'will-attach-webview',
    'did-attach-webview',
    'did-create-window',
    'before-input-event',
    'context-menu',
    'focus',
    'blur',
    'unresponsive',
    'responsive',
    'will-prevent-unload',
    'devtools-opened',
    'devtools-closed',
    'zoom-changed',
    'input-event',
    'enter-html-full-screen',
    'leave-html-full-screen',
    'select-bluetooth-device',
    'certificate-error',
    'login',
    'plugin-crashed',
    'did-start-navigation',
    'did-frame-finish-load',
    'did-fail-provisional-load',
  ],
}

const numbers: Readonly<Record<string, number>> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_FILE_NOT_FOUND: -6,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INTERNET_DISCONNECTED: -106,
  ERR_UNKNOWN_URL_SCHEME: -302,
}

/** What loadURL rejects with, from Chromium's `net::ERR_…`. */
export function loadError(errorText: string, url: string): Error & { readonly errno: number; readonly code: string; readonly url: string } {
  const code = errorText.replace(/^net::/, '')
  const errno = numbers[code] ?? -2
  return Object.assign(new Error(`${code} (${errno}) loading '${url}'`), { errno, code, url })
}
