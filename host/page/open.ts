/** What a page asked to have opened, in the words of setWindowOpenHandler. */
export interface OpenDetails {
  readonly url: string
  readonly frameName: string
  readonly features: string
  readonly disposition: 'foreground-tab' | 'background-tab' | 'new-window'
}

const leavesThePage = (event: MouseEvent, link: HTMLAnchorElement): boolean =>
  event.type === 'auxclick' ||
  event.ctrlKey ||
  event.metaKey ||
  event.shiftKey ||
  (link.target !== '' && !['_self', '_top', '_parent'].includes(link.target))

/** Catches every way in which a page opens another, as Electron does where a handler denies: no window, and null for the caller. */
export function catchOpening(report: (details: OpenDetails) => void): void {
  window.open = (url = 'about:blank', frameName = '', features = '') => {
    report({ url: new URL(url, document.baseURI).href, frameName, features, disposition: features ? 'new-window' : 'foreground-tab' })
    return null
  }
  const follow = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null
    if (!link || event.defaultPrevented || (event.type === 'auxclick' && event.button !== 1) || !leavesThePage(event, link)) return
    event.preventDefault()
    const disposition = link.target && event.type === 'click' && !event.ctrlKey && !event.metaKey ? 'foreground-tab' : 'background-tab'
    report({ url: link.href, frameName: link.target, features: '', disposition })
  }
  window.addEventListener('click', follow)
  window.addEventListener('auxclick', follow)
}
