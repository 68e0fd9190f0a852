import type { Keep } from '../keep.ts'
import type { Talk } from '../talk.ts'
import type { Words } from '../words.ts'
import { el, icon } from './el.ts'

/** The longest text the hub takes (`Words` in domain). */
const LONGEST = 8_000

/** Where the visitor writes. What is half written is kept, and is there again after a reload. */
export function composer({ words, talk, keep }: { words: Words; talk: Talk; keep: Keep }): {
  readonly form: HTMLElement
  readonly focus: () => void
} {
  const send = el('button', { type: 'submit', class: 'go', 'aria-label': words.send, 'aria-disabled': 'true' }, icon('send'))
  const field = el('textarea', {
    rows: '1',
    maxlength: String(LONGEST),
    'aria-label': words.write,
    placeholder: words.write,
    dir: 'auto',
    enterkeyhint: 'send',
  })
  const changed = (): void => {
    send.setAttribute('aria-disabled', String(field.value.trim() === ''))
    keep.set('draft', field.value === '' ? null : field.value)
  }
  const submit = (event: Event): void => {
    event.preventDefault()
    if (field.value.trim() === '') return
    talk.say(field.value)
    field.value = ''
    changed()
    field.focus()
  }
  field.value = keep.get('draft') ?? ''
  changed()
  field.addEventListener('input', () => {
    changed()
    talk.wrote(field.value)
  })
  field.addEventListener('keydown', (event) => {
    const typing = event.isComposing || event.shiftKey || window.matchMedia('(pointer: coarse)').matches
    if (event.key === 'Enter' && !typing) submit(event)
  })
  return { form: el('form', { class: 'write', onsubmit: submit }, field, send), focus: () => field.focus() }
}
