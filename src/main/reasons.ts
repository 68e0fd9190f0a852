import type { SignInReason } from '../domain/contract/bridge.ts'

const byCode: Readonly<Record<string, SignInReason>> = {
  'in-use': 'in-use',
  newer: 'newer-data',
  'disk-full': 'disk-full',
  'wrong-key': 'damaged',
  damaged: 'damaged',
}

/** Why the local data did not open, as a reason the sign-in screen has a sentence for. */
export const reasonOf = (code: string): SignInReason => byCode[code] ?? 'failed'
