import { cut, straight } from '../text.ts'
import { hazards } from './hazard.ts'

/** The house rule: a person on it within 15 minutes (`domain.md` 3.2, "safety"). */
export const SAFETY_MS = 15 * 60_000

/**
 * The customer's own words that raise the safety banner, or null. It alarms too often rather than too seldom: "no smoke" and
 * "nobody was hurt" raise it as well, because a person takes a banner down in a second and a missed one may cost a life.
 */
export function safetyWords(text: string): string | null {
  const plain = straight(text)
  for (const pattern of hazards) {
    const found = pattern.exec(plain)
    if (found) return cut(text.slice(found.index, found.index + found[0].length).trim(), 200)
  }
  return null
}
