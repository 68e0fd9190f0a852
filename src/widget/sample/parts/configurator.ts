/** What the sample site sells, in whole euros. */
interface Offer {
  readonly name: string
  readonly price: number
  readonly trims: readonly (readonly [string, number])[]
}

const offers: Readonly<Record<string, Offer>> = {
  e4: {
    name: 'Aurel E4',
    price: 42_650,
    trims: [
      ['Touring, 77 kWh', 0],
      ['Long Range, 86 kWh', 3_400],
      ['Dual Motor', 6_900],
    ],
  },
  e6: {
    name: 'Aurel E6',
    price: 58_300,
    trims: [
      ['Family, 7 seats', 0],
      ['Dual Motor, tow pack', 5_200],
    ],
  },
  three: {
    name: 'Tarn 3',
    price: 24_190,
    trims: [
      ['1.2 manual', 0],
      ['1.2 automatic, winter pack', 2_350],
    ],
  },
}

const paints: readonly (readonly [string, string, number])[] = [
  ['fjord', 'Fjord Blue', 0],
  ['chalk', 'Chalk', 0],
  ['basalt', 'Basalt', 650],
  ['moss', 'Moss', 650],
  ['red', 'Signal Red', 490],
  ['sand', 'Sand', 650],
]

const extras: readonly (readonly [string, number])[] = [
  ['Glass roof', 1_150],
  ['Tow bar', 980],
  ['Winter wheels on alloys', 1_420],
]

const euros = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 })

function option(kind: 'radio' | 'checkbox', name: string, value: string): HTMLInputElement {
  const input = document.createElement('input')
  Object.assign(input, { type: kind, name, value })
  return input
}

function pick(input: HTMLInputElement, text: string, more: string): HTMLElement {
  const label = document.createElement('label')
  label.className = 'pick'
  const [left, right] = [document.createElement('span'), document.createElement('span')]
  left.textContent = text
  right.textContent = more
  label.append(input, left, right)
  return label
}

function paintDot([id, name]: readonly [string, string, number], chosen: boolean): HTMLElement {
  const label = document.createElement('label')
  label.className = 'paint'
  label.dataset.paint = id
  const input = option('radio', 'paint', id)
  input.checked = chosen
  input.setAttribute('aria-label', name)
  label.append(input)
  return label
}

/** What a visitor has put together. */
export interface Built {
  readonly model: string
  readonly summary: string
  readonly price: { readonly minor: number; readonly currency: string }
}

function drawTrims(offer: Offer): void {
  const trims = offer.trims.map(([name, more], place) => {
    const input = option('radio', 'trim', name)
    input.checked = place === 0
    return pick(input, name, more === 0 ? 'included' : `+ ${euros.format(more)}`)
  })
  document.getElementById('trims')?.replaceChildren(...trims)
}

function read(form: HTMLFormElement): { readonly id: string; readonly paint: string; readonly built: Built } {
  const chosen = new FormData(form)
  const id = String(chosen.get('model'))
  const offer = offers[id] ?? { name: '', price: 0, trims: [] }
  const trim = offer.trims.find(([name]) => name === chosen.get('trim')) ?? offer.trims[0]
  const paint = paints.find(([key]) => key === chosen.get('paint')) ?? ['fjord', 'Fjord Blue', 0]
  const more = extras.filter(([name]) => chosen.getAll('extra').includes(name))
  const price = offer.price + (trim?.[1] ?? 0) + paint[2] + more.reduce((sum, [, each]) => sum + each, 0)
  const summary = [trim?.[0] ?? '', paint[1], ...more.map(([name]) => name)].join(', ')
  return { id, paint: paint[0], built: { model: offer.name, summary, price: { minor: price * 100, currency: 'EUR' } } }
}

function show(form: HTMLFormElement): void {
  const { id, paint, built } = read(form)
  form.dataset.paint = paint
  const write = (where: string, text: string) => {
    const node = document.getElementById(where)
    if (node) node.textContent = text
  }
  write('model', built.model)
  write('colour', paints.find(([key]) => key === paint)?.[1] ?? '')
  write('price', euros.format(built.price.minor / 100))
  write('saved', '')
  form.querySelector('nord-car')?.setAttribute('model', id)
}

/** Makes the configurator of its page work; `saved` is told what was put together. */
export function configurator(form: HTMLFormElement, saved: (built: Built) => void): void {
  const wanted = new URLSearchParams(location.search).get('model') ?? ''
  const first = Object.hasOwn(offers, wanted) ? wanted : 'e4'
  const models = Object.entries(offers).map(([id, { name, price }]) => {
    const input = option('radio', 'model', id)
    input.checked = id === first
    input.addEventListener('change', () => drawTrims(offers[id] ?? { name, price, trims: [] }))
    return pick(input, name, `from ${euros.format(price)}`)
  })
  document.getElementById('models')?.replaceChildren(...models)
  document.getElementById('paints')?.replaceChildren(...paints.map((paint, place) => paintDot(paint, place === 0)))
  document
    .getElementById('extras')
    ?.replaceChildren(...extras.map(([name, price]) => pick(option('checkbox', 'extra', name), name, `+ ${euros.format(price)}`)))
  drawTrims(offers[first] ?? { name: '', price: 0, trims: [] })
  show(form)
  form.addEventListener('change', () => show(form))
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    saved(read(form).built)
    const told = document.getElementById('saved')
    if (told) told.textContent = 'Saved. You find it again under My Nordhaus.'
  })
}
