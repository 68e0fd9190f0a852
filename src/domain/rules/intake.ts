import type { CaseKind } from '../noun/case.ts'
import { cut, straight } from '../text.ts'
import { safetyWords } from './safety.ts'

/** Dissatisfaction said outright. */
const said: readonly RegExp[] = [
  /\b(?:complain\w*|unacceptable|disappoint\w*|dissatisf\w+|unhappy|not (?:happy|satisfied|acceptable|good enough)|fed up|ridiculous|disgust\w+|frustrat\w+|angry|furious|outrag\w+|terrible|horrible|awful|appalling|worst|rude)\b/i,
  /\b(?:refund|money back|compensat\w+|reimburse\w*|lawyer|solicitor|attorney|ombudsman|trading standards|small claims|lemon law|chargeback|(?:to|will|going to) sue|bad review)\b/i,
  /\b(?:overcharged|charged (?:me )?twice|ripped off|cheated|lied|misled|scam\w*|fraud\w*|refus(?:e|es|ed|ing) to|ignored|nobody (?:call\w*|answer\w*|help\w*|knows)|no one (?:call\w*|answer\w*|help\w*|knows))\b/i,
  /(?<!\p{L})(?:beschwer\p{L}*|reklam\p{L}*|mangel\p{L}*|mängel\p{L}*|enttäusch\p{L}*|unverschämt\p{L}*|frechheit|unzufrieden\p{L}*|verärger\p{L}*|ärgerlich\p{L}*|sauer|unmöglich|katastroph\p{L}*|zumutung)/iu,
  /(?<!\p{L})(?:geld zurück|rücktritt\p{L}*|nachbesser\p{L}*|schadensersatz|entschädig\p{L}*|minderung|anwalt\p{L}*|schiedsstelle|verbraucherzentrale|abgezockt|zu viel berechnet|doppelt berechnet)/iu,
]

/** Something that was put right and is not, a word that was not kept, a thing that does not do what it was bought for. */
const shown: readonly RegExp[] = [
  /\b(?:again|still|third time|second time|twice|back after|\w+ times)\b.{0,60}\b(?:repair|fix|workshop|garage|noise|fault|problem|issue|broken|replac)/i,
  /\b(?:repair|fix|workshop|noise|fault|problem|issue|replace)\w*\b.{0,60}\b(?:again|still|is back|came back|not fixed|returned|never fixed|third time|second time|twice)\b/i,
  /\b(?:broken|faulty|defective|failed|malfunction\w*|do(?:es)?(?: not|n't) work|(?:is|are)(?: not|n't) working|stopped working|never (?:called|rang|came|arrived|worked|answered))\b/i,
  /\b(?:promised|were told|was told|you said)\b.{0,80}\b(?:but|not|never|nothing|yet|still)\b|\b(?:still|been) waiting\b|\bwaited\b.{0,30}\b(?:hours|days|weeks|months)\b/i,
  /(?<!\p{L})(?:schon wieder|immer noch|erneut|zum (?:zweiten|dritten) mal)(?!\p{L})|(?<!\p{L})(?:funktioniert|geht|gehen|läuft) (?:immer noch |wieder |einfach )?nicht(?!\p{L})|(?<!\p{L})(?:kaputt|defekt|fehlerhaft)\p{L}*/iu,
  /(?<!\p{L})(?:versprochen|zugesagt)(?!\p{L}).{0,60}(?:nicht|nie|niemand|aber)|(?<!\p{L})(?:warte|warten) (?:ich |wir )?(?:schon |immer |noch )*seit(?!\p{L})|(?<!\p{L})niemand (?:ruft|meldet|hilft|hat)(?!\p{L})/iu,
]

const complaining = [...said, ...shown]

/** Proposes complaint or enquiry from the first words; the agent settles it. */
export const proposeKind = (text: string): CaseKind =>
  safetyWords(text) !== null || complaining.some((pattern) => pattern.test(straight(text))) ? 'complaint' : 'enquiry'

/** A case's subject from the customer's first words: the first sentence, cut at a word. */
export function subjectOf(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  const sentence = /^.{12,}?[.!?](?= |$)/.exec(flat)?.[0] ?? flat
  if (sentence.length <= 90) return sentence
  const start = sentence.slice(0, 90)
  const space = start.lastIndexOf(' ')
  return `${cut(start, space > 40 ? space : start.length)}…`
}
