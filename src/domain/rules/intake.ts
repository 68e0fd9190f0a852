import type { CaseKind } from '../noun/case.ts'
import { cut } from '../text.ts'
import { safetyWords } from './safety.ts'

const complaining: readonly RegExp[] = [
  /\b(?:complain|complaint|unacceptable|disappoint\w*|refund|compensat\w+|lawyer|solicitor|ombudsman|fed up|ridiculous|angry|terrible|worst)\b/i,
  /\b(?:again|still|third time|second time|twice|back after)\b.{0,60}\b(?:repair|fix|workshop|noise|fault|problem|broken)/i,
  /\b(?:repair|fix|workshop|noise|fault|problem)\w*\b.{0,60}\b(?:again|still|is back|came back|not fixed|returned)\b/i,
  /\b(?:broken|faulty|defective|failed|does(?: not|n't) work|stopped working|never (?:called|rang|came|arrived))\b/i,
  /\b(?:beschwer\w+|reklam\w+|mangel|enttäusch\w+|unverschämt|schon wieder|immer noch)\b/i,
]

/** Proposes complaint or enquiry from the first words; the agent settles it. */
export const proposeKind = (text: string): CaseKind =>
  safetyWords(text) !== null || complaining.some((pattern) => pattern.test(text)) ? 'complaint' : 'enquiry'

/** A case's subject from the customer's first words: the first sentence, cut at a word. */
export function subjectOf(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  const sentence = /^.{12,}?[.!?](?= |$)/.exec(flat)?.[0] ?? flat
  if (sentence.length <= 90) return sentence
  const start = sentence.slice(0, 90)
  return `${cut(start, Math.max(start.lastIndexOf(' '), 40))}…`
}
