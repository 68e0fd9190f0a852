/** The landmarks that F6 goes round, in reading order. Each has this id and takes focus itself or has one part that does. */
export const regions = [
  'region-queue',
  'region-log',
  'region-composer',
  'region-main',
  'region-journey',
  'region-side',
  'region-top',
] as const
export type Region = (typeof regions)[number]

const shown = (element: HTMLElement | null): element is HTMLElement => element?.checkVisibility() === true

function target(region: Region): HTMLElement | null {
  const element = document.getElementById(region)
  if (!shown(element)) return null
  const inner = element.querySelector<HTMLElement>('[data-region-focus]')
  return shown(inner) ? inner : element
}

/** Moves the focus into a landmark; says whether it is there to be gone to. */
export function focusRegion(region: Region): boolean {
  const element = target(region)
  element?.focus({ preventScroll: false })
  return element !== null
}

/** Moves the focus to the next landmark on screen, or the one before. */
export function cycleRegion(step: 1 | -1): void {
  const at = regions.findIndex((region) => document.getElementById(region)?.contains(document.activeElement))
  for (let i = 1; i <= regions.length; i++) {
    const next = regions[(Math.max(at, step === 1 ? -1 : 0) + step * i + regions.length * 2) % regions.length]
    if (next && focusRegion(next)) return
  }
}
