import type { Desk } from '../../../domain/contract/bridge.ts'
import type { Row } from '../../../domain/kind.ts'

/** The bytes of a file, from this device or fetched, in memory of their own; null where they are not to be had now. */
export async function bytesFor({ blob }: Pick<Desk, 'blob'>, sha256: string): Promise<ArrayBuffer | null> {
  const bytes = await blob({ sha256 })
  return bytes === null ? null : new Uint8Array(bytes).buffer
}

/** Saves a file the way a page saves one; says whether its bytes were to be had. */
export async function keepFile(desk: Pick<Desk, 'blob'>, { sha256, name, type }: Row<'attachment'>): Promise<boolean> {
  const bytes = await bytesFor(desk, sha256).catch(() => null)
  if (bytes === null) return false
  const url = URL.createObjectURL(new Blob([bytes], { type }))
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  link.click()
  URL.revokeObjectURL(url)
  return true
}
