import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { IconName } from '../ui/icons.ts'

/** Where a command stands in the application menu, the palette and the sheet of keys. */
export const sections = {
  case: msg`This case`,
  customer: msg`Customers`,
  list: msg`List`,
  go: msg`Go to`,
  view: msg`View`,
  status: msg`My status`,
  account: msg`Account`,
  help: msg`Help`,
} as const
export type Section = keyof typeof sections

export interface Command {
  readonly label: MessageDescriptor
  readonly icon: IconName
  readonly section: Section
  /** Chords, the first of which is shown. `Mod` is Ctrl, or Cmd on a Mac; two keys with a space are pressed in turn. */
  readonly keys: readonly string[]
  /** Works while typing too. Chords with `Mod` and function keys always do. */
  readonly whileTyping?: true
  /** Kept out of the palette: it makes no sense there. */
  readonly hidden?: true
}

/** Every command there is, once: keys, menu, palette and sheet all read it from here. */
export const registry = {
  'palette.open': { label: msg`Search or run a command`, icon: 'search', section: 'go', keys: ['Mod+K'], hidden: true },
  'case.reply': { label: msg`Reply`, icon: 'corner-up-left', section: 'case', keys: ['R', 'Enter'] },
  'case.note': { label: msg`Write an internal note`, icon: 'lock', section: 'case', keys: ['N'] },
  'case.send': { label: msg`Send`, icon: 'send-horizontal', section: 'case', keys: ['Mod+Enter'], hidden: true },
  'case.newest': { label: msg`Go to the newest message`, icon: 'arrow-down', section: 'case', keys: ['Shift+G'] },
  'case.claim': { label: msg`Take this case`, icon: 'user-check', section: 'case', keys: ['A'] },
  'case.assign': { label: msg`Assign to somebody`, icon: 'user-plus', section: 'case', keys: ['A'] },
  'case.release': { label: msg`Give this case back to the queue`, icon: 'user-minus', section: 'case', keys: ['Shift+A'] },
  'case.resolve': { label: msg`Resolve and go to the next`, icon: 'check', section: 'case', keys: ['E'] },
  'case.reopen': { label: msg`Open this case again`, icon: 'rotate-ccw', section: 'case', keys: [] },
  'case.settle': { label: msg`Settle complaint or enquiry`, icon: 'list-checks', section: 'case', keys: ['S'] },
  'case.promise': { label: msg`Record a promise`, icon: 'handshake', section: 'case', keys: ['C'] },
  'case.history': { label: msg`History of this case`, icon: 'history', section: 'case', keys: ['H'] },
  'case.safety': { label: msg`Dismiss the safety warning`, icon: 'shield-check', section: 'case', keys: [] },
  'case.raise': { label: msg`Ask a supervisor for help`, icon: 'hand', section: 'case', keys: ['Shift+H'] },
  'case.lower': { label: msg`No more help is needed`, icon: 'hand', section: 'case', keys: [] },
  'case.useSuggestion': { label: msg`Use the suggested reply`, icon: 'corner-up-left', section: 'case', keys: ['T', 'Mod+E'] },
  'case.putAway': { label: msg`Put the whisper away`, icon: 'x', section: 'case', keys: ['Shift+T'] },
  'case.whisper': { label: msg`Whisper to the agent`, icon: 'ear', section: 'case', keys: ['W'] },
  'case.suggest': { label: msg`Suggest a reply to the agent`, icon: 'message-square-plus', section: 'case', keys: ['Shift+W'] },
  'case.takeOver': { label: msg`Take this case over`, icon: 'user-check', section: 'case', keys: ['O'] },
  'case.handBack': { label: msg`Hand this case back to its agent`, icon: 'corner-up-left', section: 'case', keys: ['Shift+O'] },
  'case.attach': { label: msg`Attach a photo or a file`, icon: 'paperclip', section: 'case', keys: ['Mod+Shift+A'] },
  'customer.case': { label: msg`New complaint or enquiry`, icon: 'message-square-plus', section: 'customer', keys: ['Shift+N'] },
  'customer.visit': { label: msg`Log a visit`, icon: 'door-open', section: 'customer', keys: ['V'] },
  'customer.call': { label: msg`Log a phone call`, icon: 'phone', section: 'customer', keys: ['L'] },
  'customer.drive': { label: msg`Log a test drive`, icon: 'car', section: 'customer', keys: ['D'] },
  'customer.book': { label: msg`Book an appointment`, icon: 'calendar-clock', section: 'customer', keys: ['B'] },
  'list.next': { label: msg`Next case`, icon: 'arrow-down', section: 'list', keys: ['J'], hidden: true },
  'list.previous': { label: msg`Previous case`, icon: 'arrow-down', section: 'list', keys: ['K'], hidden: true },
  'list.unanswered': { label: msg`Next unanswered case`, icon: 'message-circle', section: 'list', keys: ['U'] },
  'list.apply': { label: msg`Apply waiting changes of order`, icon: 'refresh', section: 'list', keys: ['.'] },
  'go.mine': { label: msg`My cases`, icon: 'inbox', section: 'go', keys: ['G M', 'Mod+1'] },
  'go.team': { label: msg`Team's cases`, icon: 'inbox', section: 'go', keys: ['G T', 'Mod+2'] },
  'go.unassigned': { label: msg`Unassigned cases`, icon: 'inbox', section: 'go', keys: ['G U', 'Mod+3'] },
  'go.resolved': { label: msg`Resolved cases`, icon: 'circle-check', section: 'go', keys: ['G D', 'Mod+4'] },
  'go.inbox': { label: msg`Inbox`, icon: 'inbox', section: 'go', keys: ['G I'] },
  'go.today': { label: msg`Today at the dealership`, icon: 'calendar-days', section: 'go', keys: ['G O', 'Mod+5'] },
  'go.floor': { label: msg`Live floor`, icon: 'monitor', section: 'go', keys: ['G L', 'Mod+7'] },
  'go.sync': { label: msg`Sync centre`, icon: 'refresh', section: 'go', keys: ['G Y', 'Mod+6'] },
  'go.whisper': { label: msg`What a supervisor whispers`, icon: 'ear', section: 'go', keys: ['G W'] },
  'go.parked': { label: msg`What needs me`, icon: 'triangle-alert', section: 'go', keys: ['G P'] },
  'floor.tv': { label: msg`The floor for the wall, without controls`, icon: 'monitor', section: 'view', keys: ['Shift+W'] },
  'today.before': { label: msg`The day before`, icon: 'chevron-left', section: 'view', keys: ['ArrowLeft'], hidden: true },
  'today.after': { label: msg`The next day`, icon: 'chevron-right', section: 'view', keys: ['ArrowRight'], hidden: true },
  'region.next': { label: msg`Next part of the screen`, icon: 'chevron-right', section: 'view', keys: ['F6'], hidden: true },
  'region.previous': { label: msg`Previous part of the screen`, icon: 'chevron-left', section: 'view', keys: ['Shift+F6'], hidden: true },
  'view.queue': { label: msg`Show or hide the queue`, icon: 'inbox', section: 'view', keys: ['['] },
  'view.journey': { label: msg`Show or hide the journey`, icon: 'route', section: 'view', keys: [']'] },
  'view.back': { label: msg`Step back: leave the reply, close what is open`, icon: 'x', section: 'view', keys: ['Escape'], hidden: true },
  'view.light': { label: msg`Light theme`, icon: 'sun', section: 'view', keys: [] },
  'view.dark': { label: msg`Dark theme`, icon: 'moon', section: 'view', keys: [] },
  'view.system': { label: msg`Theme of the system`, icon: 'sun-moon', section: 'view', keys: [] },
  'view.english': { label: msg`English`, icon: 'languages', section: 'view', keys: [] },
  'view.german': { label: msg`Deutsch`, icon: 'languages', section: 'view', keys: [] },
  'status.available': { label: msg`Status: available`, icon: 'circle-check', section: 'status', keys: ['I A'] },
  'status.busy': { label: msg`Status: busy`, icon: 'circle-minus', section: 'status', keys: ['I B'] },
  'status.break': { label: msg`Status: on a break`, icon: 'coffee', section: 'status', keys: ['I P'] },
  'status.wrap-up': { label: msg`Status: wrap-up`, icon: 'notebook-pen', section: 'status', keys: ['I W'] },
  'status.away': { label: msg`Status: away`, icon: 'footprints', section: 'status', keys: ['I Y'] },
  'status.working-offline': { label: msg`Status: working offline`, icon: 'laptop', section: 'status', keys: ['I O'] },
  'account.reconnect': { label: msg`Try the hub now`, icon: 'refresh', section: 'account', keys: [] },
  'account.lock': { label: msg`Lock`, icon: 'lock', section: 'account', keys: ['Mod+Shift+L'] },
  'account.switch': { label: msg`Switch user`, icon: 'users', section: 'account', keys: [] },
  'account.signOut': { label: msg`Sign out`, icon: 'log-out', section: 'account', keys: [] },
  'help.keys': { label: msg`Keyboard shortcuts`, icon: 'keyboard', section: 'help', keys: ['?', 'Mod+/'] },
} as const satisfies Readonly<Record<string, Command>>

export type CommandName = keyof typeof registry

export const commandNames = Object.keys(registry) as readonly CommandName[]

export const isCommand = (name: string): name is CommandName => Object.hasOwn(registry, name)

export const commandOf = (name: CommandName): Command => registry[name]
