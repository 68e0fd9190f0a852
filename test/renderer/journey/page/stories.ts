import type { KindRow } from '../../../../src/domain/kind.ts'
import { aCase, held, ids, MINUTE, message, NOW, party, site } from '../../../support/rows.ts'
import { live, type Story } from './desk.ts'
import { katharina, people } from './katharina.ts'
import { longLife } from './long-life.ts'

const base: Omit<Story, 'rows'> = { party: ids.katharina, case: ids.case, line: live, whole: true, dossier: 'here' }

const anonymous: readonly KindRow[] = [
  held('site', site()),
  ...people,
  held('party', party({ id: ids.visitor, name: null, place: null, firstSeenAt: NOW - 4 * MINUTE, language: 'en', contacts: [] })),
  held(
    'case',
    aCase({
      party: ids.visitor,
      kind: 'enquiry',
      subject: 'Do you have the Tarn 5 in red?',
      customerName: null,
      vehicle: null,
      owner: ids.lena,
      openedAt: NOW - 2 * MINUTE,
      heard: { number: 1, at: NOW - 2 * MINUTE },
      waitingSince: NOW - 2 * MINUTE,
    }),
  ),
  held(
    'message',
    message({
      party: ids.visitor,
      author: { kind: 'customer', party: ids.visitor },
      text: 'Do you have the Tarn 5 in red?',
      at: NOW - 2 * MINUTE,
    }),
  ),
]

const LONG_NAME = 'Maximiliane-Theodora Freifrau von Schellenberg-Hohenlohe zu Waldenburg-Öttingen'

const longNames = katharina().map((entry): KindRow => {
  if (entry.kind === 'customer') return held('customer', { ...entry.row, name: LONG_NAME })
  if (entry.kind === 'vehicle')
    return held('vehicle', { ...entry.row, model: `${entry.row.model} Grand Tourisme Performance Allrad Langstrecke Edition Nordmeer` })
  if (entry.kind === 'commitment')
    return held('commitment', { ...entry.row, ownerName: 'Hans-Christian Oltmanns-Petersen, Werkstattmeister Altona' })
  return entry
})

/** The pages there are, by the name the address asks for. */
export const stories = {
  katharina: (): Story => ({ ...base, rows: katharina() }),
  offline: (): Story => ({
    ...base,
    // What happened after the line was lost is not on the device.
    rows: katharina().filter(({ row }) => !('at' in row) || row.at < NOW - 12 * MINUTE),
    line: { state: 'offline', since: NOW - 12 * MINUTE, seenAt: NOW - 12 * MINUTE, reason: 'no route to the hub' },
  }),
  filling: (): Story => ({
    ...base,
    rows: katharina().filter(({ kind }, index) => kind !== 'touchpoint' || index % 2 === 0),
    whole: false,
  }),
  anonymous: (): Story => ({ ...base, party: ids.visitor, rows: anonymous }),
  long: (): Story => ({ ...base, rows: longLife() }),
  names: (): Story => ({ ...base, rows: longNames }),
  absent: (): Story => ({ ...base, rows: katharina(), dossier: 'absent' }),
  slow: (): Story => ({ ...base, rows: katharina(), dossier: 'slow' }),
  failed: (): Story => ({ ...base, rows: katharina(), dossier: 'failed' }),
} as const

export type StoryName = keyof typeof stories
export const isStory = (name: string): name is StoryName => Object.hasOwn(stories, name)
