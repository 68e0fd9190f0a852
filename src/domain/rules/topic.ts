import { straight } from '../text.ts'
import type { Topic } from '../value.ts'

/** What complaints and work are about, by the words people use for it in English and German. */
const words: Readonly<Record<Topic, RegExp>> = {
  brakes: /\bbrak(?:e|es|ing)\b|\bbrems\w*|\bcalip(?:er|ers)\b|\bbremssattel\b|\bhandbremse\b/i,
  steering: /\bsteering\b|\blenk(?:ung|rad|getriebe)\w*/i,
  tyres: /\bt[yi]res?\b|\bpuncture\b|\breifen\w*|\bwheels?\b|\bfelgen?\b/i,
  battery: /\bbatter(?:y|ies)\b|\bbatterie\w*|\bakku\w*|\bflat again\b|\bwon't start\b|\bspringt nicht an\b/i,
  charging: /\bcharg(?:e|es|ed|er|ing)\b(?! (?:me|us|for)\b)|\blade(?:n|kabel|säule|leistung|stand)\w*|\bwallbox\b/i,
  engine: /\bengine\b|\bmotor\w*|\bmisfir\w+|\bstall(?:s|ed|ing)?\b|\bzünd\w+/i,
  gearbox: /\bgear(?:box|s)?\b|\btransmission\b|\bclutch\b|\bgetriebe\w*|\bkupplung\w*|\bschaltet\b/i,
  suspension: /\bsuspension\b|\bshock absorbers?\b|\bfahrwerk\w*|\bstoßdämpfer\b|\bspurstange\w*/i,
  lights: /\b(?:head|tail|rear|brake )lights?\b|\bheadlamps?\b|\bscheinwerfer\w*|\brücklicht\w*/i,
  infotainment: /\binfotainment\b|\bnavigation\b|\bscreen\b|\bdisplay\b|\bbluetooth\b|\bcarplay\b|\bradio\b|\bbildschirm\w*|\bnavi\b/i,
  climate: /\bair[ -]?con\w*|\bheating\b|\bheater\b|\bclimate\b|\bklima\w*|\bheizung\w*|\bstandheizung\b/i,
  body: /\bpaint\w*|\brust\w*|\bdents?\b|\bscratch\w*|\bleak(?:s|ing|ed)?\b|\black(?:schaden|ierung)?\b|\brost\w*|\bkratzer\b|\bdelle\w*/i,
  airbag: /\bairbags?\b|\bseat ?belts?\b|\bsicherheitsgurt\w*/i,
  invoice: /\binvoices?\b|\bbill(?:ed)?\b|\bestimate\b|\bovercharged\b|\bcharged (?:me|us|for)\b|\brechnung\w*|\bkostenvoranschlag\w*/i,
  handover: /\bhandover\b|\bdelivery day\b|\bcollected (?:the|my) (?:new )?car\b|(?<!\p{L})übergabe\p{L}*|\bauslieferung\p{L}*/iu,
}

/** What a text is about, each with the customer's own word for it; usually one, sometimes several, often none. */
export function topicsOf(text: string): ReadonlyMap<Topic, string> {
  const found = new Map<Topic, string>()
  const plain = straight(text)
  for (const [topic, pattern] of Object.entries(words)) {
    const hit = pattern.exec(plain)
    if (hit) found.set(topic, hit[0])
  }
  return found
}
