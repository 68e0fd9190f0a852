import type { I18n } from '@lingui/core'
import { allKeysOf } from '../commands/keys.ts'
import { isOffered } from '../commands/offers.ts'
import { type CommandName, commandNames, commandOf, type Section, sections } from '../commands/registry.ts'

export interface Entry {
  readonly name: CommandName
  readonly words: string
  readonly keys: string | undefined
}

export interface Group {
  readonly section: Section
  readonly words: string
  readonly entries: readonly Entry[]
}

const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()

/** Whether every word typed begins or stands inside the command's words. */
const fits = (words: string, typed: string): boolean =>
  plain(typed)
    .split(/\s+/)
    .every((part) => plain(words).includes(part))

/** The commands that can be done now and fit what is typed, by section. */
export function groupsFor(i18n: I18n, typed: string): readonly Group[] {
  const entries = commandNames
    .filter((name) => !commandOf(name).hidden && isOffered(name))
    .map((name) => ({ name, words: i18n._(commandOf(name).label), keys: allKeysOf(name)[0] }))
    .filter(({ words }) => fits(words, typed))
  return Object.entries(sections)
    .map(([section, label]) => ({
      section: section as Section,
      words: i18n._(label),
      entries: entries.filter(({ name }) => commandOf(name).section === section),
    }))
    .filter((group) => group.entries.length > 0)
}
