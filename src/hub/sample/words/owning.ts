import type { Power } from '../models.ts'

/** A fault as a workshop books it: what the customer said, what was found and done. */
export interface Work {
  readonly topic: string
  readonly concern: string
  readonly done: string
  readonly days: number
  readonly power?: Power
}

export const works: readonly Work[] = [
  { topic: 'tyres', concern: 'Pulls to the right after a kerb', done: 'Front right rim straightened, tracking set', days: 1 },
  { topic: 'tyres', concern: 'Tyre pressure light stays on', done: 'Rear left valve sensor renewed and taught in', days: 0 },
  {
    topic: 'infotainment',
    concern: 'Screen goes black on the motorway',
    done: 'Software of the display updated, restart test over 40 km',
    days: 1,
  },
  { topic: 'infotainment', concern: 'Phone drops out of the hands-free kit', done: 'Bluetooth module renewed', days: 1 },
  {
    topic: 'climate',
    concern: 'Air conditioning blows warm at idle',
    done: 'Leak at the condenser found with dye, condenser renewed, refilled',
    days: 2,
  },
  { topic: 'climate', concern: 'Heating takes half an hour in the morning', done: 'Thermostat renewed', days: 1, power: 'petrol' },
  { topic: 'body', concern: 'Water in the boot after rain', done: 'Tailgate seal refitted, drain cleared, carpet dried', days: 3 },
  { topic: 'body', concern: 'Rattle behind the dashboard on cobbles', done: 'Duct clip replaced, felt tape behind the glove box', days: 1 },
  { topic: 'body', concern: 'Driver’s door needs slamming', done: 'Striker adjusted, hinge greased', days: 0 },
  { topic: 'lights', concern: 'Left headlamp fogs up', done: 'Headlamp renewed under warranty', days: 1 },
  { topic: 'lights', concern: 'Rear light flickers', done: 'Corroded earth point behind the bumper cleaned and sealed', days: 0 },
  {
    topic: 'battery',
    concern: 'Would not start after two days at the airport',
    done: 'Quiescent current measured, tow bar module replaced',
    days: 2,
    power: 'petrol',
  },
  {
    topic: 'battery',
    concern: 'Twelve-volt battery warning',
    done: 'Twelve-volt battery renewed, software of the converter updated',
    days: 1,
    power: 'electric',
  },
  {
    topic: 'charging',
    concern: 'Stops charging at home after ten minutes',
    done: 'Charging socket temperature sensor renewed',
    days: 2,
    power: 'electric',
  },
  {
    topic: 'charging',
    concern: 'Charging flap does not open in frost',
    done: 'Actuator renewed, seal greased',
    days: 0,
    power: 'electric',
  },
  { topic: 'engine', concern: 'Rough idle when cold', done: 'Ignition coil of cylinder two renewed', days: 1, power: 'petrol' },
  { topic: 'engine', concern: 'Oil smell after a long drive', done: 'Valve cover gasket renewed', days: 2, power: 'petrol' },
  { topic: 'gearbox', concern: 'Jerks from first to second', done: 'Gearbox adaptation reset, oil changed', days: 1, power: 'petrol' },
  { topic: 'gearbox', concern: 'Clutch slips with the trailer on', done: 'Clutch and release bearing renewed', days: 3, power: 'petrol' },
  { topic: 'suspension', concern: 'Knocks over speed bumps', done: 'Stabiliser links renewed on both sides', days: 1 },
  { topic: 'steering', concern: 'Creaks when turning the wheel on the spot', done: 'Steering column joint greased', days: 0 },
  {
    topic: 'steering',
    concern: 'Lane keeping steers against the driver',
    done: 'Front camera aimed anew after the windscreen change',
    days: 1,
  },
]

export const services = {
  electric: [
    'Annual inspection',
    'Annual inspection with cabin filter',
    'Two-year service with coolant check',
    'Annual inspection with key battery',
  ],
  petrol: ['Oil service', 'Oil service with air filter', 'Large service with spark plugs', 'Oil service with cabin filter'],
} as const

export const callsIn = [
  'asked whether the courtesy car can have a child seat',
  'wanted an earlier appointment',
  'asked what a second key costs',
  'asked if winter wheels are still in store',
  'moved her appointment by a week',
  'asked for a copy of an invoice',
  'asked how long the warranty runs',
  'reported a chip in the windscreen',
  'asked about a roof box for the holiday',
  'said the car park barrier does not read the new plate',
  'wanted to speak to whoever did the last service',
  'asked whether the car may go through the wash with the foil on',
] as const

export const callsOut = [
  'car is ready to collect',
  'asked for approval of extra work',
  'told that the part is delayed',
  'reminded of tomorrow’s appointment',
  'asked how the first weeks with the car went',
  'offered a place that fell free',
] as const

export const serviceWords: readonly (readonly [number, string | null])[] = [
  [5, 'In and out before my train'],
  [4, null],
  [5, 'Washed it too, thank you'],
  [3, 'Ready at four, they said. It was six.'],
  [4, 'Friendly as ever, the prices less so'],
  [5, null],
  [2, 'Paid for a check I did not ask for'],
  [5, 'Gareth showed me the worn part, that builds trust'],
  [3, null],
  [4, 'The courtesy car had an empty tank'],
  [1, 'Same light came on again on the way home'],
  [5, 'Rang me first, as promised'],
]

export interface Breakdown {
  readonly fault: string
  readonly place: string
  readonly topic: string
  readonly towed: boolean
  readonly home: 'hamburg' | 'leeds'
  readonly power?: Power
}

export const breakdowns: readonly Breakdown[] = [
  { fault: 'Puncture on the inside lane', place: 'A7 near Quickborn', topic: 'tyres', towed: false, home: 'hamburg' },
  { fault: 'Twelve-volt battery flat', place: 'car park of Altona station', topic: 'battery', towed: false, home: 'hamburg' },
  { fault: 'Hit a deer, radiator leaking', place: 'B404 near Schwarzenbek', topic: 'body', towed: true, home: 'hamburg' },
  { fault: 'Gearbox in limp mode', place: 'M62, junction 27', topic: 'gearbox', towed: true, home: 'leeds', power: 'petrol' },
  { fault: 'Locked out, key in the boot', place: 'supermarket in Otley', topic: 'body', towed: false, home: 'leeds' },
  {
    fault: 'Will not release the charging cable',
    place: 'services at Wetherby',
    topic: 'charging',
    towed: false,
    home: 'leeds',
    power: 'electric',
  },
]

export const mailings = [
  'Wheel change before the first frost',
  'Open day with the new models',
  'Air conditioning check before the summer',
  'Your accessories with ten per cent off',
  'Holiday check for a fixed price',
  'Invitation to the evening test drives',
] as const

export interface Campaign {
  readonly code: string
  readonly title: string
  readonly model: string
  readonly daysAgo: number
  readonly doNotDrive: boolean
}

/** Campaigns of the two makers: every owner of the model hears on the same day. */
export const campaigns: readonly Campaign[] = [
  { code: 'AU-2611', title: 'Rear camera may stay dark', model: 'Aurel E4', daysAgo: 20, doNotDrive: false },
  { code: 'AU-2540', title: 'Seat belt buckle of the third row may not latch', model: 'Aurel E6', daysAgo: 141, doNotDrive: false },
  { code: 'TA-2532', title: 'Fuel line clip may work loose', model: 'Tarn 3', daysAgo: 212, doNotDrive: false },
  { code: 'TA-2605', title: 'Tow bar bolts to be checked', model: 'Tarn Fell', daysAgo: 76, doNotDrive: false },
  { code: 'TA-2619', title: 'Front suspension arm: do not drive before the check', model: 'Tarn Moor', daysAgo: 9, doNotDrive: true },
]
