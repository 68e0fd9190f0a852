import type { AuditEntry } from '../../src/domain/contract/audit.ts'
import type { Answers, Argument } from '../../src/domain/contract/bridge.ts'
import { anId, HOUR, ids, MINUTE, NOW } from './rows.ts'

const by = (id: string): AuditEntry['actor'] => ({ kind: 'agent', id })
const customer: AuditEntry['actor'] = { kind: 'visitor', id: ids.katharina }
const hub: AuditEntry['actor'] = { kind: 'system', id: 'leavers' }

const told = (seq: number, ago: number, more: Pick<AuditEntry, 'actor' | 'name'> & Partial<AuditEntry>): AuditEntry => ({
  ...{ seq, command: anId(0xad000 + seq), at: NOW - ago, code: null, why: null },
  ...more,
})

/** What a hub might have decided about any case, in two pages. */
const pages: readonly (readonly AuditEntry[])[] = [
  [
    told(90, 4 * MINUTE, { actor: by(ids.jonas), name: 'case.claim', code: 'already-claimed' }),
    told(88, 9 * MINUTE, { actor: by(ids.lena), name: 'case.raise', why: 'May I promise a courtesy car for the whole week?' }),
    told(80, 30 * MINUTE, { actor: by(ids.lena), name: 'message.reply' }),
    told(75, 41 * MINUTE, { actor: by(ids.lena), name: 'case.claim' }),
    told(70, 2 * HOUR, { actor: hub, name: 'case.unassign' }),
    told(64, 3 * HOUR, { actor: customer, name: 'conversation.say' }),
  ],
  [
    told(31, 26 * HOUR, { actor: by('00000000-0000-7000-8000-0000000000ff'), name: 'case.futurize' }),
    told(30, 27 * HOUR, { actor: customer, name: 'conversation.say' }),
  ],
]

/** Answers as the hub would by way of the engine; `is` where it does not. */
export async function historyOf(
  is: 'silent' | 'refused' | 'unreached' | 'none' | undefined,
  asked: Argument<'audit'>,
): Promise<Answers['audit']> {
  if (is === 'silent') return new Promise(() => {})
  if (is === 'refused' || is === 'unreached') return { is }
  if (is === 'none') return { is: 'page', entries: [], next: null }
  const [first = [], second = []] = pages
  return asked.before === null ? { is: 'page', entries: [...first], next: 64 } : { is: 'page', entries: [...second], next: null }
}
