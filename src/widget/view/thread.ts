import type { State } from '../state.ts'
import type { Talk } from '../talk.ts'
import { say, type Words } from '../words.ts'
import { el, write } from './el.ts'

/** One line of the thread as it is shown, whoever said it and whatever became of it. */
interface Entry {
  readonly id: string
  readonly from: 'you' | 'us'
  readonly name: string | null
  readonly text: string
  readonly at: number
  readonly fate: 'kept' | 'waiting' | 'sending' | 'refused'
  readonly why: string
}

/** Everything said, the hub's first, then what it has not taken yet. */
export function entriesOf({ messages, words, sending }: Pick<State, 'messages' | 'words' | 'sending'>): readonly Entry[] {
  return [
    ...messages.map((message): Entry => ({ ...message, fate: 'kept', why: '' })),
    ...words.map(({ id, text, at, refused }): Entry => {
      const fate = refused !== null ? 'refused' : sending === id ? 'sending' : 'waiting'
      return { id, from: 'you', name: null, text, at, fate, why: refused ?? '' }
    }),
  ]
}

interface Place {
  readonly words: Words
  readonly language: string
  readonly talk: Talk
}

const dayOf = (at: number): string => new Date(at).toDateString()

function dayName(at: number, { words, language }: Place): string {
  const day = dayOf(at)
  if (day === dayOf(Date.now())) return words.today
  if (day === dayOf(Date.now() - 86_400_000)) return words.yesterday
  return new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', year: 'numeric' }).format(at)
}

function fateOf(entry: Entry, last: boolean, { words, language }: Place): string {
  if (entry.fate === 'refused') return say(words.refused, { why: entry.why })
  if (entry.fate === 'waiting') return words.waiting
  if (entry.fate === 'sending') return words.sending
  const time = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }).format(entry.at)
  return last ? (entry.from === 'you' ? say(words.sent, { time }) : time) : ''
}

function choices({ id }: Entry, { words, talk }: Place): HTMLElement {
  return el(
    'div',
    {},
    el('button', { type: 'button', class: 'text', onclick: () => talk.again(id) }, words.again),
    el('button', { type: 'button', class: 'text', onclick: () => talk.forgetWord(id) }, words.remove),
  )
}

function draw(entry: Entry, before: Entry | undefined, place: Place): HTMLElement {
  const near = before !== undefined && before.from === entry.from && before.name === entry.name && entry.at - before.at < 300_000
  const mine = entry.from === 'you'
  const name = mine ? place.words.you : (entry.name ?? place.words.us)
  const row = el('div', { class: `row${mine ? ' mine' : ''}${near ? ' near' : ''}` })
  row.append(
    el('span', { class: near || mine ? 'gone' : 'from' }, name),
    el('p', { class: 'said', dir: 'auto' }, entry.text),
    el('p', { class: 'fate' }),
  )
  return row
}

function mark(row: HTMLElement, entry: Entry, { last, place }: { last: boolean; place: Place }): void {
  row.classList.toggle('waits', entry.fate !== 'kept')
  const fate = row.querySelector('.fate')
  if (!fate) return
  const text = fateOf(entry, last, place)
  write(fate, text)
  fate.classList.toggle('bad', entry.fate === 'refused')
  fate.toggleAttribute('hidden', text === '')
  const asks = row.querySelector('div')
  if (entry.fate === 'refused' && !asks) row.append(choices(entry, place))
  if (entry.fate !== 'refused') asks?.remove()
}

/** Shows the thread in its log: rows are made once and only marked anew, so a screen reader hears each word once. */
export function openThread(log: HTMLElement, place: Place): (state: State) => void {
  const drawn = new Map<string, { readonly row: HTMLElement; readonly at: number }>()
  const row = (entry: Entry, before: Entry | undefined): HTMLElement => {
    const known = drawn.get(entry.id)
    if (known) return known.row
    const made = draw(entry, before, place)
    drawn.set(entry.id, { row: made, at: entry.at })
    return made
  }
  return (state) => {
    const entries = entriesOf(state)
    const low = log.scrollHeight - log.scrollTop - log.clientHeight < 80
    const fresh = entries.some(({ id }) => !drawn.has(id))
    const nodes = entries.flatMap((entry, index): Node[] => {
      const before = entries[index - 1]
      const after = entries[index + 1]
      const made = row(entry, before)
      mark(made, entry, { last: after === undefined || after.from !== entry.from || after.fate !== entry.fate, place })
      if (before && dayOf(before.at) === dayOf(entry.at)) return [made]
      return [days(log, dayOf(entry.at)) ?? el('p', { class: 'day', 'data-day': dayOf(entry.at) }, dayName(entry.at, place)), made]
    })
    for (const [id, { row: old }] of drawn) if (!nodes.includes(old)) drawn.delete(id)
    place_(log, nodes)
    if (fresh && (low || entries.at(-1)?.from === 'you')) log.scrollTop = log.scrollHeight
  }
}

const days = (log: HTMLElement, day: string): Element | null =>
  [...log.querySelectorAll('.day')].find((node) => node.getAttribute('data-day') === day) ?? null

/** Puts the nodes in order and takes away the others, touching only what is out of place. */
function place_(log: HTMLElement, nodes: readonly Node[]): void {
  const kept = new Set(nodes)
  for (const old of [...log.childNodes]) if (!kept.has(old) && !(old instanceof Element && old.classList.contains('greet'))) old.remove()
  let at: Node | null = log.querySelector('.greet')?.nextSibling ?? log.firstChild
  for (const node of nodes) {
    if (node === at) at = at.nextSibling
    else log.insertBefore(node, at)
  }
}
