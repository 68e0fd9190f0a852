/** The schemes that the app has registered as privileged. */
export const schemes = new Set<string>()

const suffix = 'electron-host.invalid'

/** Chromium loads no scheme it does not know, so `app://bundle/x` lives at `https://bundle.app.electron-host.invalid/x`. */
export function toPage(url: string): string {
  if (!URL.canParse(url)) return url
  const { protocol, host, pathname, search, hash } = new URL(url)
  const scheme = protocol.slice(0, -1)
  return schemes.has(scheme) ? `https://${host}.${scheme}.${suffix}${pathname || '/'}${search}${hash}` : url
}

/** The way back. */
export function fromPage(url: string): string {
  if (!URL.canParse(url)) return url
  const { host, pathname, search, hash } = new URL(url)
  if (!host.endsWith(`.${suffix}`)) return url
  const labels = host.slice(0, -suffix.length - 1).split('.')
  const scheme = labels.pop()
  return `${scheme}://${labels.join('.')}${pathname}${search}${hash}`
}

/** The origin of a page in the app's terms. */
export function originOf(url: string): string {
  if (!URL.canParse(url)) return 'null'
  const { protocol, host, origin } = new URL(url)
  return schemes.has(protocol.slice(0, -1)) ? `${protocol}//${host}` : origin
}

/** Whether the app itself answers for this URL. */
export const isOurs = (url: string): boolean => schemes.has(url.slice(0, url.indexOf(':')))
