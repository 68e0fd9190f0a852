const vocabulary =
  'the car is back from your workshop and brake noise again since Tuesday morning please call me about appointment invoice battery range charging cable winter tyres delivery date colour seats loan vehicle pickup return warranty recall service light dashboard steering soft pedal grinding squeal highway weekend colleague promised nobody rang thank you regards today tomorrow next week part arrived order number contract lease ending offer price family trip holiday roof box towbar'.split(
    ' ',
  )

/** Plain words for a message, the same for the same number: eight to sixty of them. */
export function words(seed: number): string {
  let state = (seed + 1) * 2_654_435_761
  const next = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9) | 0
    return (state >>> 0) / 2 ** 32
  }
  const count = 8 + Math.floor(next() * 52)
  return Array.from({ length: count }, () => vocabulary[Math.floor(next() * vocabulary.length)] ?? '').join(' ')
}
