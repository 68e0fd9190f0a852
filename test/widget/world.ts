import { PartyId } from '../../src/domain/id.ts'
import type { Kind, Row } from '../../src/domain/kind.ts'
import { partyScope } from '../../src/domain/scope.ts'
import { type Chat, openChat } from '../../src/widget/chat.ts'
import { type Keep, openKeep } from '../../src/widget/keep.ts'
import { openHub, START, type TestHub, WIDGET } from '../hub/doors/open-hub.ts'

/** A browser's storage, as much of it as the widget touches. */
export function shelf(): Storage {
  const held = new Map<string, string>()
  return {
    get length() {
      return held.size
    },
    key: (place) => [...held.keys()][place] ?? null,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
    clear: () => held.clear(),
  }
}

/** A hub whose clock shows the time it is, as a page's does. */
export async function hubNow(): Promise<TestHub> {
  const hub = await openHub()
  hub.turn(Date.now() - START)
  return hub
}

/** A visitor's browser: what it keeps outlives its pages. */
export class Browser {
  readonly keep: Keep = openKeep(shelf(), 'test')
  readonly #open: Chat[] = []
  visible = true

  /** A page with the widget; opening another is what a reload does, once the first is shut. */
  page(hub: string, asks = false): Chat {
    const chat = openChat({ place: { hub, site: WIDGET, language: 'en' }, keep: this.keep, asks, visible: () => this.visible })
    this.#open.push(chat)
    return chat
  }

  shut(): void {
    for (const chat of this.#open.splice(0)) chat.stop()
  }
}

export const texts = (chat: Chat): readonly string[] => chat.held.now().messages.map(({ text }) => text)

/** Whose ticket a browser holds. */
export function partyOf(browser: Browser): PartyId {
  const { party } = JSON.parse(browser.keep.get('ticket') ?? '{}') as { party?: string }
  return PartyId.parse(party)
}

/** What the hub holds of the browser's visitor, of one kind, oldest first. */
export async function heldOf<K extends Kind>(hub: TestHub, browser: Browser, kind: K): Promise<readonly Row<K>[]> {
  const scope = partyScope(partyOf(browser))
  const rows = await hub.store.read((view) => view.scope(scope))
  return rows.flatMap((row) => (row.kind === kind ? [row.row as Row<K>] : []))
}
