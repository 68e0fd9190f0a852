const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The hub's origin from what a person typed: https anywhere, plain http only on this machine; null when it is neither. */
export function hubOrigin(text: string): string | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return null
  const plain = url.protocol === 'http:' && loopback.has(url.hostname)
  return url.protocol === 'https:' || plain ? url.origin : null
}
