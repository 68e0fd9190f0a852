/** Text that every store and wire can hold: without NUL, which PostgreSQL refuses, and without halves of characters. */
export const clean = (text: string): string => text.replaceAll('\u0000', '').toWellFormed()

/** Straight apostrophes for the curly ones that phones type, so that one pattern finds both. Every character keeps its place. */
export const straight = (text: string): string => text.replaceAll('’', "'")

/** The beginning of a text, never ending in half a character or in space. */
export const cut = (text: string, most: number): string =>
  text
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()
