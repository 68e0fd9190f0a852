import type { Desk, Line } from '../../../../src/domain/contract/bridge.ts'
import type { Result } from '../../../../src/domain/contract/query.ts'
import type { KindRow } from '../../../../src/domain/kind.ts'
import type { FixtureDesk, World } from '../../../support/fixture-desk.ts'
import { myself } from '../../../support/fixture-dossier.ts'
import { aCase, held, ids, MINUTE, message, NOW, party, site } from '../../../support/rows.ts'
import { katharina, people } from './katharina.ts'
import { longLife } from './long-life.ts'

/** What a page shows: a world, the case that is open in it, and how its dossier comes. */
export interface Story {
  readonly world: World
  readonly party: string
  readonly case: string
  readonly dossier: 'here' | 'filling' | 'absent' | 'slow' | 'failed'
}

const live: Line = { state: 'live', since: NOW - MINUTE, seenAt: NOW, reason: null }

function story(rows: readonly KindRow[], more: Partial<Omit<Story, 'world'>> & { readonly line?: Line } = {}): Story {
  const { line = live, ...rest } = more
  const session = { state: 'signed-in', agent: myself(), hub: 'https://hub.nordhaus.example', standIn: false } as const
  const world: World = { rows, bulk: [], session, line, queue: 'here', signIn: { ok: true } }
  return { world, party: ids.katharina, case: ids.case, dossier: 'here', ...rest }
}

function asTold(result: Result, dossier: Story['dossier']): Result {
  if (result.of !== 'dossier' || result.value === null || dossier === 'here') return result
  return { of: 'dossier', value: dossier === 'filling' ? { ...result.value, whole: false } : null }
}

/** The desk of a story: that of the world, but for how its dossier comes. */
export function storyDesk({ desk }: FixtureDesk, { dossier }: Story): Desk {
  return {
    ...desk,
    watch: async (argument) => {
      if (argument.query.of === 'dossier' && dossier === 'slow') return new Promise(() => {})
      if (argument.query.of === 'dossier' && dossier === 'failed') throw new Error('the engine could not read it')
      return asTold(await desk.watch(argument), dossier)
    },
    hear: (fact, then) => {
      if (fact !== 'changed') return desk.hear(fact, then)
      const changed: typeof then = then
      return desk.hear('changed', (patches) =>
        (changed as (told: typeof patches) => void)(
          // The desk of the world tells everything whole.
          patches.map(({ watch, delta }) => ({ watch, delta: 'to' in delta ? { to: asTold(delta.to as Result, dossier) } : delta })),
        ),
      )
    },
  }
}

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
  katharina: () => story(katharina()),
  // What happened after the line was lost is not on the device.
  offline: () =>
    story(
      katharina().filter(({ row }) => !('at' in row) || row.at < NOW - 12 * MINUTE),
      { line: { state: 'offline', since: NOW - 12 * MINUTE, seenAt: NOW - 12 * MINUTE, reason: 'no route to the hub' } },
    ),
  filling: () =>
    story(
      katharina().filter(({ kind }, index) => kind !== 'touchpoint' || index % 2 === 0),
      { dossier: 'filling' },
    ),
  anonymous: () => story(anonymous, { party: ids.visitor }),
  long: () => story(longLife()),
  names: () => story(longNames),
  absent: () => story(katharina(), { dossier: 'absent' }),
  slow: () => story(katharina(), { dossier: 'slow' }),
  failed: () => story(katharina(), { dossier: 'failed' }),
} as const satisfies Readonly<Record<string, () => Story>>

export type StoryName = keyof typeof stories
export const isStory = (name: string): name is StoryName => Object.hasOwn(stories, name)
