import type { I18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { FigureId } from '../../domain/rules/floor/figures.ts'
import { CHAT_SERVICE, WRITTEN_SERVICE } from '../../domain/rules/targets.ts'

const MINUTE = 60_000

const chat = { within: CHAT_SERVICE.withinMs / MINUTE, window: CHAT_SERVICE.windowMs / MINUTE }
const written = { within: WRITTEN_SERVICE.withinMs / (60 * MINUTE), window: WRITTEN_SERVICE.windowMs / (60 * MINUTE) }

/** What a figure is called, and what exactly it counts: `docs/floor.md` says the same. */
export function figureName(i18n: I18n, id: FigureId): string {
  const names: Readonly<Record<FigureId, string>> = {
    waiting: i18n._(msg`Waiting now`),
    'longest-wait': i18n._(msg`Longest wait`),
    'service-chat': i18n._(msg`Chats answered in time`),
    'service-written': i18n._(msg`Written answered in time`),
    'complaints-at-risk': i18n._(msg`Complaints at risk`),
    'promises-broken': i18n._(msg`Promises broken`),
  }
  return names[id]
}

export function figureDefinition(i18n: I18n, id: FigureId): string {
  const definitions: Readonly<Record<FigureId, string>> = {
    waiting: i18n._(
      msg`Open cases whose customer has said something that nobody has answered yet. Told of all open cases that are looked at.`,
    ),
    'longest-wait': i18n._(
      msg`How long the customer who has waited longest has waited, from their first word without an answer until now. Told of those who wait.`,
    ),
    'service-chat': i18n._(
      msg`Of the chats that began in the last ${chat.window} minutes, how many a person answered within ${chat.within} minutes. A chat that nobody has answered counts as missed once its ${chat.within} minutes are over, and not at all before. Closed without an answer, or from before first answers were written down: left out.`,
    ),
    'service-written': i18n._(
      msg`Of the emails, web forms and text messages that opened a case in the last ${written.window} hours, how many a person answered within ${written.within} hours, by the clock on the wall. One that nobody has answered counts as missed once its ${written.within} hours are over, and not at all before. Closed without an answer, or from before first answers were written down: left out.`,
    ),
    'complaints-at-risk': i18n._(
      msg`Open complaints with a hand raised, safety words that nobody has met, a promise broken or due within the hour, or a customer who waits longer than the house aims for. Told of all open complaints.`,
    ),
    'promises-broken': i18n._(msg`Promises that are still open after the time that was promised. Told of all open promises.`),
  }
  return definitions[id]
}
