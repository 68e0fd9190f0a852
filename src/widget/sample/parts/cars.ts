/** How a car of the sample site is drawn, seen from its left: outlines in a box of 640 by 230, the ground at 206. */
interface Drawing {
  readonly body: string
  readonly glass: readonly string[]
  readonly lines: readonly string[]
  readonly lamp: string
  readonly tail: string
  readonly sill: string
  /** Where the wheels turn, and how big they are. */
  readonly wheels: readonly [number, number]
  readonly radius: number
}

const drawings: Readonly<Record<string, Drawing>> = {
  e4: {
    body: 'M34 158C31 138 44 127 78 119C118 109 160 104 196 90C244 62 292 47 356 47C428 47 478 64 528 97C568 101 600 110 608 130C613 144 611 158 604 166C600 170 590 171 566 172A48 48 0 0 0 470 172L206 172A48 48 0 0 0 110 172L62 172C44 171 36 168 34 158Z',
    glass: [
      'M224 93C262 70 300 59 346 58L350 97L236 99C226 99 220 97 224 93Z',
      'M360 58C414 60 450 70 484 92C488 96 484 98 476 98L364 97Z',
    ],
    lines: [
      'M354 98C350 122 350 144 356 166',
      'M222 101C216 122 218 146 226 164',
      'M120 128C240 116 400 112 560 118',
      'M488 99C492 116 488 130 478 140',
    ],
    lamp: 'M44 138C58 130 78 126 100 124L104 130C86 133 64 138 48 144Z',
    tail: 'M568 114C588 116 602 122 608 134L604 140C594 130 580 124 566 122Z',
    sill: 'M204 172L472 172L470 164C380 168 290 168 208 164Z',
    wheels: [158, 518],
    radius: 40,
  },
  e6: {
    body: 'M34 152C32 130 44 118 76 110C112 101 150 98 180 86C222 52 268 34 340 32C430 30 500 38 542 62C560 78 570 92 600 104C612 116 614 144 606 162C602 169 592 170 572 171A52 52 0 0 0 468 171L210 171A52 52 0 0 0 106 171L60 170C42 168 35 164 34 152Z',
    glass: [
      'M206 88C240 60 280 46 332 44L336 92L218 94C206 94 200 93 206 88Z',
      'M346 44L430 44L438 92L350 92Z',
      'M442 45C486 48 516 54 534 68C542 78 544 84 538 90L450 92Z',
    ],
    lines: [
      'M342 94C338 118 338 142 344 164',
      'M204 98C200 120 202 144 212 162',
      'M444 94C450 116 450 138 440 152',
      'M110 118C240 106 420 102 590 112',
    ],
    lamp: 'M42 130C56 120 78 116 102 114L106 121C86 124 62 130 46 137Z',
    tail: 'M572 96C592 100 606 106 612 122L607 132C596 116 582 108 570 105Z',
    sill: 'M208 171L470 171L466 160C380 165 290 165 214 160Z',
    wheels: [158, 520],
    radius: 44,
  },
  three: {
    body: 'M66 156C62 136 72 124 104 116C138 108 170 104 200 92C236 64 280 46 344 45C424 44 486 50 516 70C534 84 548 100 556 118C564 138 566 158 560 165C556 169 548 171 536 171A47 47 0 0 0 442 171L230 171A47 47 0 0 0 136 171L92 171C74 170 68 166 66 156Z',
    glass: [
      'M226 94C260 70 298 58 340 57L344 97L238 99C226 99 220 98 226 94Z',
      'M354 57C408 57 440 60 466 68C482 76 496 90 490 95C488 97 484 97 478 97L358 97Z',
    ],
    lines: [
      'M349 98C345 122 345 144 351 165',
      'M224 101C219 122 221 145 230 163',
      'M142 124C240 112 400 110 540 120',
      'M478 98C480 114 474 130 462 142',
    ],
    lamp: 'M74 136C88 127 106 123 126 121L130 128C112 131 92 137 78 143Z',
    tail: 'M532 92C544 98 554 110 558 124L550 130C544 116 536 106 526 100Z',
    sill: 'M228 171L446 171L442 162C370 166 300 166 234 162Z',
    wheels: [183, 489],
    radius: 39,
  },
}

const SVG = 'http://www.w3.org/2000/svg'

function shape(name: string, attributes: Readonly<Record<string, string>>, ...inside: SVGElement[]): SVGElement {
  const made = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...inside)
  return made
}

function gradient(id: string, stops: readonly (readonly [string, string, string])[]): SVGElement {
  const inside = stops.map(([offset, color, opacity]) => shape('stop', { offset, 'stop-color': color, 'stop-opacity': opacity }))
  return shape('linearGradient', { id, x1: '0', y1: '0', x2: '0', y2: '1' }, ...inside)
}

/** The dark of the arch above a wheel. */
function well(x: number): SVGElement {
  return shape('path', { d: `M${x - 53} 174A53 53 0 0 1 ${x + 53} 174Z`, class: 'well' })
}

function wheel(x: number, radius: number): SVGElement {
  const y = 206 - radius
  const spokes = Array.from({ length: 10 }, (_, place) => {
    const angle = (place / 10) * Math.PI * 2 + 0.2
    const far = radius * 0.66
    return shape('line', {
      x1: String(x + Math.cos(angle) * radius * 0.16),
      y1: String(y + Math.sin(angle) * radius * 0.16),
      x2: String(x + Math.cos(angle + 0.12) * far),
      y2: String(y + Math.sin(angle + 0.12) * far),
      class: 'spoke',
    })
  })
  const ring = (r: number, name: string) => shape('circle', { cx: String(x), cy: String(y), r: String(r), class: name })
  return shape('g', {}, ring(radius, 'tyre'), ring(radius * 0.72, 'rim'), ...spokes, ring(radius * 0.14, 'hub'))
}

let drawn = 0

/** Draws a car; its paint is the custom property `--paint` of whatever it stands in. */
export function drawCar(model: string): SVGElement | null {
  const car = drawings[model]
  if (!car) return null
  drawn += 1
  const [light, shade, glass] = [`light-${drawn}`, `shade-${drawn}`, `glass-${drawn}`]
  const defs = shape(
    'defs',
    {},
    gradient(light, [
      ['0', '#fff', '.52'],
      ['.3', '#fff', '.1'],
      ['.46', '#fff', '.2'],
      ['.5', '#fff', '0'],
    ]),
    gradient(shade, [
      ['.52', '#000', '0'],
      ['.78', '#000', '.2'],
      ['1', '#000', '.52'],
    ]),
    gradient(glass, [
      ['0', '#5b6b80', '1'],
      ['.5', '#1d2733', '1'],
      ['1', '#0d131b', '1'],
    ]),
  )
  const paths = (list: readonly string[], name: string, more: Readonly<Record<string, string>> = {}) =>
    list.map((d) => shape('path', { d, class: name, ...more }))
  return shape(
    'svg',
    { viewBox: '0 0 640 230', 'aria-hidden': 'true' },
    defs,
    shape('ellipse', { cx: '322', cy: '206', rx: '290', ry: '11', class: 'ground' }),
    ...car.wheels.map(well),
    ...paths([car.body], 'body'),
    ...paths([car.body], 'glow', { fill: `url(#${light})` }),
    ...paths([car.body], 'glow', { fill: `url(#${shade})` }),
    ...paths([car.sill], 'sill'),
    ...paths(car.glass, 'pane', { fill: `url(#${glass})` }),
    ...paths(car.lines, 'seam'),
    ...paths([car.lamp], 'lamp'),
    ...paths([car.tail], 'tail'),
    ...car.wheels.map((x) => wheel(x, car.radius)),
  )
}
