import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { type Refusal, RefusalCode } from '../../domain/refusal.ts'

/** One plain sentence for each way of saying no: what happened, and what to do. */
const sentences: Readonly<Record<RefusalCode, MessageDescriptor>> = {
  malformed: msg`Something in it is not as the hub needs it. Check what you wrote and try again.`,
  'unknown-command': msg`The hub does not know how to do this. Ask your administrator whether the desk or the hub needs an update.`,
  'not-found': msg`This is no longer there for you, or never was. Go back to the queue.`,
  'already-exists': msg`This has been done already.`,
  'already-claimed': msg`A colleague took this case first. You can still write an internal note.`,
  'not-yours': msg`This case is not yours now, so only its owner writes to the customer. Take it, or write a note.`,
  'moved-on': msg`The case moved on before this arrived. Read what is new, then send again.`,
  'already-resolved': msg`The case is resolved. Open it again to go on.`,
  'not-resolved': msg`The case is open already.`,
  'already-closed': msg`This is closed already.`,
  'too-late': msg`It is too late for this now.`,
  'reason-missing': msg`Say why, in a few words.`,
  'reused-number': msg`This device counted wrongly. Sign out and in again, then repeat it; nothing was lost.`,
  'no-consent': msg`The customer has not agreed to this, so it is not kept.`,
  'slot-taken': msg`Somebody else has this time now. Pick another; what you wrote with it waits.`,
  'no-slot': msg`There is no such time to book. Pick one of those that are free.`,
  'too-large': msg`The file is too large. Up to 25 MB can be sent.`,
  'not-offline': msg`This needs the line to the hub. Try again when it is back.`,
  failed: msg`The hub could not do it. Try again; if it stays so, tell your administrator.`,
}

const known = (code: string): code is RefusalCode => RefusalCode.safeParse(code).success

/** Why something was not done, in the reader's language. A code from a newer hub reads as a plain failure. */
export const refusalWords = (i18n: I18n, { code }: Pick<Refusal, 'code'> | { readonly code: string }): string =>
  i18n._(sentences[known(code) ? code : 'failed'])
