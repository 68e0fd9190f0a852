const ONE = /^bytes=(?:(\d{1,9})-(\d{1,9})?|-(\d{1,9}))$/

/** The stretch [from, to) that a Range header asks for of so many bytes (RFC 9110, one range); null where there is none. */
export function stretchOf(range: string | undefined, length: number): { readonly from: number; readonly to: number } | null {
  if (range === undefined) return { from: 0, to: length }
  const [whole, first, last, tail] = ONE.exec(range) ?? []
  if (whole === undefined) return null
  const from = first === undefined ? Math.max(0, length - Number(tail)) : Number(first)
  const to = last === undefined ? length : Math.min(length, Number(last) + 1)
  return from < to ? { from, to } : null
}
