import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'

const deeds: Readonly<Record<string, MessageDescriptor>> = {
  'message.reply': msg`Reply not sent`,
  'message.note': msg`Note not kept`,
  'case.claim': msg`Case not taken`,
  'case.release': msg`Case not given back`,
  'case.resolve': msg`Case not resolved`,
  'case.reopen': msg`Case not opened again`,
  'case.classify': msg`Kind not settled`,
  'case.dismissSafety': msg`Safety warning not dismissed`,
  'commitment.record': msg`Promise not recorded`,
  'commitment.close': msg`Promise not closed`,
}

/** What a person did that was refused, by its command. */
export const deedWords = (i18n: I18n, command: string): string => i18n._(deeds[command] ?? msg`Change not made`)
