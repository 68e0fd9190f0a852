/** Words about fire: what burns, smokes or may. */
const fire: readonly RegExp[] = [
  /\bfires?\b(?! (?:up|department|brigade|extinguisher))|\bflames?\b|\bablaze\b|\bsmok(?:e|es|ed|ing|y)\b|\bfumes?\b|\bcarbon monoxide\b/i,
  /\bburn(?:s|ed|t|ing)?\b(?! (?:\w+ ){0,3}(?:oil|fuel|gas|money)\b)|\bignit(?:e|es|ed|ing)\b|\bmelt(?:s|ed|ing)?\b|\bexplo(?:de|des|ded|ding|sion)\b/i,
  /\b(?:fuel|gas|gasoline|petrol|diesel)\b.{0,30}\b(?:leak\w*|smell\w*|odou?r|drip\w*|spray\w*)\b|\b(?:leak\w*|smell\w*|odou?r|drip\w*)\b.{0,20}\b(?:fuel|gas|gasoline|petrol|diesel)\b/i,
  /\bsparks\b|\bsparking\b|\b(?:smells?|smelled|odou?r)\b.{0,20}\bburning\b|\bburning\b.{0,20}\b(?:smell|odou?r)\b/i,
  /\b(?:es|auto|wagen|motor) brennt\b|\bin brand\b|\b(?:fahrzeug|kabel|motor)brand\b|\bbrandgeruch\b|\bfeuer\b|\bflammen\b/i,
  /\brauch(?:t|te|en|wolken?|entwicklung)?\b|\bqualm\w*|\bverbrannt\w*|\bfunken\b|\bexplodier\w*|\b(?:riecht|stinkt|geruch)\b.{0,20}\b(?:benzin|diesel|verbrannt\w*|gummi)/i,
]

/** Words about a crash and whom it hurt. */
const crash: readonly RegExp[] = [
  /\bcrash\w*|\baccidents?\b|\bcolli(?:de|des|ded|ding|sion|sions)\b|\bwreck\w*|\btotal(?:led|ed)\b|\btotal loss\b|\bhead[- ]on\b|\brear[- ]?end(?:ed)?\b|\broll(?:ed)?[- ]?over\b|\bflipped\b/i,
  /\b(?:hit|hits|hitting|struck|striking|rammed|slammed|smashed|bumped|plowed|ran|rolled|backed|skidded|slid|went|drove|veered)\b(?: \w+){0,3} (?:into|against|onto|off|through) /i,
  /\b(?:hit|hits|hitting|struck|striking|knocked)\b(?: \w+){0,3} (?:vehicles?|cars?|trucks?|wall|tree|pole|post|garage|door|guard ?rail|ditch|fence|building|house|curb|kerb|deer|person|pedestrian|barrier|median|me|him|her)\b/i,
  /\b(?:rolled|drifted|pushed|shaken|ran|run)\b.{0,40} (?:into|over by) (?:an?|another|the|my|our) \w+/i,
  /\bimpact(?:ed)?\b|\bditch\b|\binjur\w+|\bhurt\b|\bhospital\w*|\bambulance\b|\bparamedics?\b|\bwhiplash\b|\bconcussion\b|\bkilled?\b|\bfatal\w*|\bdeaths?\b|\bejected\b/i,
  /\bunf(?:a|ä)ll\w*|\bzusammensto|\baufgefahren\b|\bgegen (?:einen?|die|den|das) \w*(?:baum|wand|mauer|leitplanke|auto|pfosten)\b|\bverletz\w+|\bkrankenhaus\b|\bkrankenwagen\b|\bnotarzt\b/i,
]

/** Words about a car that does not do what its driver tells it, or no longer protects them. */
const control: readonly RegExp[] = [
  /\bbrak(?:e|es|ing)\b.{0,40}\b(?:fail\w*|malfunction\w*|gone|went|lock(?:s|ed|ing)?|floor|not|won't|doesn't|don't|didn't|noise|grind\w*|squeal\w*|soft|spongy|longer|released?|disengag\w*)/i,
  /\b(?:no|lost|losing|loss of|without|noise|grind\w*|squeal\w*)\b.{0,30}\bbrak(?:e|es|ing)\b|\bbrake failure\b/i,
  /\b(?:would|could|did|will|does)(?: not|n't) (?:stop|brake|slow down)\b|\bunable to (?:stop|brake|steer|control)\b|\b(?:lost|lose|losing|loss of|no|out of) (?:all )?(?:power|control|steering)\b/i,
  /\bpedal\b.{0,30}\b(?:floor|stuck|soft)\b|\bthrottle\b.{0,20}\bst(?:uck|icks)\b/i,
  /\b(?:sudden|unintended|unwanted|uncontrolled)(?:ly)?\b.{0,20}\baccelerat\w+|\baccelerat\w+\b.{0,40}\b(?:itself|own|suddenly|control|unintended\w*)\b|\b(?:surge[ds]?|lurch(?:ed|es)?|shot|jumped|lunged) (?:forwards?|backwards?)\b/i,
  /\broll(?:s|ed|ing)? (?:away|back|backwards?|down|forwards?)\b|\b(?:jump|slip|pop|slid)\w* (?:out of|into|from) (?:park|gear|reverse|neutral)\b/i,
  /\b(?:steering|wheels?)\b.{0,30}\b(?:lock(?:s|ed)?|fail\w*|came off|fell off|loose|went out|seiz\w+|stuck)\b|\b(?:tread|tyre|tire)s?\b.{0,30}\b(?:separat\w+|blew|burst|blow ?out|came off|exploded)\b|\bblow ?out\b/i,
  /\bair ?bags?\b.{0,60}\b(?:deploy\w*|light|fail\w*|warn\w*|not|didn't|off)\b|\bseat ?belts?\b.{0,40}\b(?:fail\w*|not|broke|came|unlatch\w*|tore|shred\w*)\b|\bseat ?back\b.{0,20}\b(?:broke|collapsed|failure)/i,
  /\bstall(?:s|ed|ing)?\b.{0,60}\b(?:highway|motorway|freeway|interstate|road|traffic|driving|intersection)\b|\b(?:driving|highway|motorway|freeway|traffic)\b.{0,80}\b(?:stall(?:s|ed|ing)?|shut (?:off|down)|died|cut out)\b/i,
  /\bveer(?:s|ed)?\b|\bswerv\w+|\b(?:hood|bonnet|door|trunk)\b.{0,20}\b(?:flew|popped) (?:open|up)\b|\bdeath wobble\b|\bshatter\w*/i,
  /\bbrems\w*.{0,40}\b(?:versag\w*|ausgefallen|geräusch\w*|schleif\w*|quietsch\w*|nicht|weich|durchtreten|blockier\w*)|\b(?:keine|ohne|versag\w*|schleif\w*|quietsch\w*)\b.{0,20}\bbrems\w*/i,
  /\blenkung\b.{0,30}\b(?:block\w*|schwergängig|ausgefallen|versag\w*|klemmt|nicht)\b|\breifen\b.{0,20}\bgeplatzt\b|\breifenplatzer\b|\bkontrolle\b.{0,20}\bverlor\w+|\bverlor\w*\b.{0,30}\bkontrolle\b/i,
  /\brad\b.{0,20}\b(?:abgefallen|locker|lose)\b|\bbeschleunigt\w*\b.{0,20}\b(?:selbst|plötzlich|ungewollt)\b|\b(?:autobahn|landstra|kreuzung)\w*.{0,40}\b(?:ausgegangen|liegen geblieben|stehen geblieben|abgestellt)\b|\bairbag\w*\b.{0,40}\b(?:leuchte\w*|lampe|ausgelöst|warn\w*|nicht)\b/i,
]

/** Words that ask or say outright whether it is safe. */
const asked: readonly RegExp[] = [
  /\b(?:is|if|whether|are|be|feel|feels|it's) (?:it|the car|my car|she|he|this|that|the brakes)?\s?(?:is |are |still |really )*safe\b(?! (?:and|place|box))/i,
  /\b(?:not|isn't|un|never|nor|hardly|no longer)\s?safe(?:ly)?\b|\bsafe to drive\b|\bsafety (?:issue|concern|hazard|risk|problem|defect)s?\b/i,
  /\bdangerous\w*|\bin danger\b|\bhazardous\b|\bsafety hazard\b|\blife[- ]threatening\b|\b(?:afraid|scared|terrified) (?:to|of) driv\w+|\b(?:nearly|almost) (?:hit|killed|crashed|died|caused)\b|\b(?:can i still|should i still|should i keep|can i keep) driv\w+/i,
  /\bverkehrs(?:un)?sicher\b|\bfahrsicher\b|\bsicher (?:zu )?fahren\b|\b(?:darf|kann|soll) ich\b.{0,20}\bnoch\b.{0,20}\bfahren\b|\blebensgef\w+|(?<!un)\bgefährlich\w*|\bnicht sicher\b.{0,20}\b(?:auto|wagen|fahr\w*)/i,
]

/** Every pattern of words that calls for a person at once, in English and German; the plainest first. */
export const hazards: readonly RegExp[] = [...asked, ...fire, ...crash, ...control]
