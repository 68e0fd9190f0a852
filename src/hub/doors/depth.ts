/** Deeper than any message of ours, and far from where a recursive reader would run out of stack. */
const DEEPEST = 24

/** Whether a parsed value is nested deeper than anything we ask for. Walks without recursion, so the value cannot hurt it. */
export function isTooDeep(value: unknown): boolean {
  let level: readonly unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true
    level = level.flatMap((item) => (typeof item === 'object' && item !== null && !ArrayBuffer.isView(item) ? Object.values(item) : []))
  }
  return false
}
