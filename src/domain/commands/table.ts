import type { Command } from '../command.ts'
import { book, closeAppointment } from './appointment.ts'
import { add, stored } from './attachment.ts'
import { claim, classify, dismissSafety, release, reopen, resolve, unassign } from './case.ts'
import { assign, handBack, takeOver } from './case-hands.ts'
import { openCase } from './case-open.ts'
import { lower, raise } from './case-raise.ts'
import { close, record as promise } from './commitment.ts'
import { say } from './conversation.ts'
import { rows } from './import.ts'
import { note, reached, reply } from './message.ts'
import { arrive, consent, identify } from './party.ts'
import { lineOf, setMode } from './presence.ts'
import { register } from './register.ts'
import { openResource } from './resource.ts'
import { record } from './touchpoint.ts'
import { heed, whisper } from './whisper.ts'

/** Every change there is, by name. */
export const commands = {
  'appointment.book': book,
  'appointment.close': closeAppointment,
  'attachment.add': add,
  'attachment.stored': stored,
  'case.assign': assign,
  'case.claim': claim,
  'case.handBack': handBack,
  'case.release': release,
  'case.classify': classify,
  'case.resolve': resolve,
  'case.reopen': reopen,
  'case.dismissSafety': dismissSafety,
  'case.lower': lower,
  'case.open': openCase,
  'case.raise': raise,
  'case.takeOver': takeOver,
  'case.unassign': unassign,
  'commitment.record': promise,
  'commitment.close': close,
  'conversation.say': say,
  'import.rows': rows,
  'message.note': note,
  'message.reached': reached,
  'message.reply': reply,
  'party.arrive': arrive,
  'party.consent': consent,
  'party.identify': identify,
  'party.register': register,
  'presence.line': lineOf,
  'presence.set': setMode,
  'resource.open': openResource,
  'touchpoint.record': record,
  'whisper.close': heed,
  'whisper.say': whisper,
} as const

export type CommandName = keyof typeof commands
export type Args<N extends CommandName> = (typeof commands)[N] extends Command<infer A> ? A : never
