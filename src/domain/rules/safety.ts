import { cut } from '../text.ts'

/** The house rule: a person on it within 15 minutes (`domain.md` 3.2, "safety"). */
export const SAFETY_MS = 15 * 60_000

const words: readonly RegExp[] = [
  /\b(?:is|if|whether) (?:it|the car|my car|she|he|this) (?:is |still )?(?:really )?safe(?: to drive)?\b/i,
  /\b(?:not|isn't|un)\s?safe\b/i,
  /\bsafe to drive\b/i,
  /\bbrakes? (?:fail|failed|failing|gone|do(?:es)? not work|don't work|doesn't work|went)/i,
  /\bbrak(?:e|es|ing)\b.{0,30}\b(?:noise|grind|grinding|squeal|soft|longer|pedal)/i,
  /\b(?:noise|grind|grinding|squeal)\w*\b.{0,30}\bbrak(?:e|es|ing)\b/i,
  /\b(?:steering|wheel) (?:lock|locked|fail|failed|came off|loose)/i,
  /\b(?:caught|on) fire\b|\bsmoke\b|\bflames?\b/i,
  /\b(?:crash|crashed|accident|collision|injur\w+|hospital)\b/i,
  /\bairbags?\b.{0,40}\b(?:deploy|light|fail|warn)/i,
  /\b(?:lost|loss of) (?:power|control|steering|brak\w+)\b/i,
  /\bstall(?:s|ed|ing)?\b.{0,40}\b(?:highway|motorway|autobahn|freeway|road|traffic)\b/i,
  /\b(?:bremse|bremsen)\b.{0,40}\b(?:versag\w+|geräusch\w*|schleif\w+|quietsch\w+)/i,
  /\b(?:verkehrssicher|fahrsicher|lebensgefahr|unfall|brennt|rauch)\b/i,
]

/** The customer's own words that raise the safety banner, or null. It alarms too often rather than too seldom. */
export function safetyWords(text: string): string | null {
  for (const pattern of words) {
    const found = pattern.exec(text)
    if (found) return cut(found[0].trim(), 200)
  }
  return null
}
