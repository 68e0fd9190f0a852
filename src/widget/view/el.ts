type Attributes = Readonly<Record<string, string | boolean | ((event: Event) => void)>>
type Child = Node | string | null

/** An element with its attributes, listeners (`onclick`) and children. Text is only ever text. */
export function el<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value)
    else if (value !== false) made.setAttribute(name, value === true ? '' : value)
  }
  made.append(...children.filter((child) => child !== null))
  return made
}

const SVG = 'http://www.w3.org/2000/svg'

/** Line drawings of 24 by 24, as paths. */
const paths = {
  chat: ['M21 12a8 8 0 0 1-8 8H4l2.2-3.2A8 8 0 1 1 21 12Z', 'M9 11h7', 'M9 14.5h4'],
  close: ['M6 6l12 12', 'M18 6 6 18'],
  send: ['M4.5 12h13', 'M12 5.5 18.5 12 12 18.5'],
} as const

/** An icon beside words that say the same, so it is hidden from screen readers. */
export function icon(name: keyof typeof paths): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  for (const [key, value] of Object.entries({ viewBox: '0 0 24 24', width: '22', height: '22', 'aria-hidden': 'true' }))
    svg.setAttribute(key, value)
  for (const d of paths[name]) {
    const path = document.createElementNS(SVG, 'path')
    path.setAttribute('d', d)
    svg.append(path)
  }
  return svg
}

/** Writes a text only where it changed, so that a screen reader is not told twice. */
export function write(node: Node, text: string): void {
  if (node.textContent !== text) node.textContent = text
}
