/** Why a database could not be opened, with the sentence a person is shown. Nothing is ever deleted for any of these. */
export interface Unopened {
  readonly code: 'wrong-key' | 'in-use' | 'newer' | 'disk-full' | 'damaged' | 'unwritable' | 'foreign'
  readonly sentence: string
}

const sentences: Readonly<Record<Unopened['code'], string>> = {
  'wrong-key': 'The key does not open the data on this device. Nothing was changed; what was not sent is still in the file.',
  'in-use': 'Forecourt is already open with this profile. Close it there first.',
  newer: 'The data on this device was written by a newer Forecourt. Update this one; nothing was changed.',
  'disk-full': 'The disk of this device is full. Free some space, then open Forecourt again; nothing was lost.',
  damaged: 'The data on this device is damaged. The file was left as it is, so that what was not sent can be rescued.',
  unwritable: 'The data folder of this device cannot be read or written.',
  foreign: 'The data on this device belongs to somebody else.',
}

export const unopened = (code: Unopened['code']): Unopened => ({ code, sentence: sentences[code] })

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '')

/** Whether the device, not the data, said no: then what was to be written is not written. */
export const isFull = (error: unknown): boolean => codeOf(error) === 'SQLITE_FULL' || codeOf(error) === 'ENOSPC'

/** Whether the file itself is wrong, and not the disk under it. */
export const isDamaged = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_CORRUPT') || codeOf(error) === 'SQLITE_NOTADB'

/** Tells SQLite's answers apart. A wrong key is never taken for a full disk, nor the reverse. */
export function whyUnopened(error: unknown): Unopened | null {
  const code = codeOf(error)
  if (isFull(error)) return unopened('disk-full')
  if (code === 'SQLITE_NOTADB') return unopened('wrong-key')
  if (code.startsWith('SQLITE_CORRUPT')) return unopened('damaged')
  if (code.startsWith('SQLITE_BUSY')) return unopened('in-use')
  return /^SQLITE_(CANTOPEN|READONLY|IOERR|PERM|AUTH)|^E(ACCES|PERM|ROFS)$/.test(code) ? unopened('unwritable') : null
}

/** Does what can wait: on a full disk it is left undone, and is tried again when its time comes. */
export function unlessFull(work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!isFull(error)) throw error
  }
}
