export const pages = [
  '{model}',
  '{model}: range and charging',
  '{model}: equipment and prices',
  'Compare models',
  'Offers of the month',
  'Leasing calculator',
  'Trade in your car',
  '{model}: boot and towing',
  'Opening hours and team',
  'Used {model}',
] as const

export const leftAt = ['engine and battery', 'wheels', 'interior', 'assistance packages', 'the finance page', 'the summary'] as const

export const leadFrom = [
  'the website',
  'the maker’s site',
  'a car marketplace',
  'a neighbour who drives one',
  'the spring fair',
  'a leasing portal',
] as const

export const leadWishes = [
  'Please call after six, I am on a building site all day',
  'Needs to tow a 1.3 tonne horse box',
  'Two child seats and a pram, nothing else matters',
  'Wants to know what the old car is still worth',
  'Company car, must stay under the tax band',
  'Has no charger at home, parks on the street',
  'Only interested if it can be here before the summer',
  'Would like a car that is on the lot, no waiting',
  'Wants a heat pump, will not take one without',
  'Automatic because of a bad knee',
  'Compares three makes, decides by the end of the month',
  'Asks for a weekend with the car, not twenty minutes',
] as const

export const visitReasons = [
  'wanted to sit in the {model}',
  'asked what is in stock',
  'had seen the {model} on the lot',
  'brought the whole family to try the back seats',
  'asked about winter delivery of the {model}',
  'came about the trade-in value',
] as const

export const driveRemarks = [
  'Quieter than expected, the seats could be firmer',
  'Loved the view out, disliked the gear selector',
  'Her husband did not fit behind the wheel at first; the seat goes lower',
  'Drove it on the motorway, no wind noise up to 120',
  'The boot takes the cello',
  'Found the lane keeping too nervous, then found how to switch it off',
  'Compared it with the larger one and prefers this',
  'Wants to bring her father before she decides',
  'The dog likes it',
  'Was worried about the range; less so after sixty kilometres',
  'Screen too far away for short arms',
  'Parking by himself in a narrow garage convinced him',
  'Thinks the steering is too light',
  'Will buy if the colour can be had',
  'Came back smiling, said little',
  'Asked twice about the spare wheel',
  'Fits the wheelchair without taking the wheels off',
  'The brakes take getting used to, he said, and then did',
  'Not for us: the middle seat is too narrow for three',
  'Charging on the way was easier than at home',
] as const

export const delays = [
  'The paint line stood still for a week',
  'The tow bar comes later than the car',
  'The ship was held up in port',
  'Control units are short',
  'The seat cover she chose is late',
  null,
] as const

export const surveyWords: readonly (readonly [number, string | null])[] = [
  [10, 'Enno took two hours to explain everything and none of it felt like selling'],
  [9, 'Spotless car, flowers on the seat, one floor mat missing'],
  [10, 'You remembered that I cannot hear well on the left'],
  [8, 'All good, the paperwork could have been ready'],
  [7, 'Car is lovely. The wait was not.'],
  [9, null],
  [6, 'Nobody could pair my phone'],
  [10, 'Third car from you and still the same faces'],
  [8, null],
  [9, 'Coffee machine broken, everything else perfect'],
  [5, 'I had to ask for the second key twice'],
  [10, null],
  [7, 'Handover was rushed, there was another customer behind me'],
  [9, 'Felt looked after from the first call'],
]
