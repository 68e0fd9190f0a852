/** Schemes that may leave the app. Everything else, from wherever it comes, the hub included, stays shut. */
const allowed = new Set(['https:', 'mailto:', 'tel:'])

/** A link made safe to hand to the system, rebuilt from its parsed form; null when it may not leave. */
export function safeLink(text: string): string | null {
  if (text.length > 2_000 || !URL.canParse(text)) return null
  const url = new URL(text)
  if (!allowed.has(url.protocol) || url.username !== '' || url.password !== '') return null
  return url.href
}

const DEEP = /^forecourt:\/\/case\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/?$/

/** The case a `forecourt://case/<id>` link names; null for anything else. It only ever shows, it never changes. */
export const deepLink = (text: string): string | null => (text.length <= 256 ? (DEEP.exec(text)?.[1] ?? null) : null)
