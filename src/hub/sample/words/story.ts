import type { Thread } from '../threads/thread.ts'
import type { Work } from './owning.ts'

export const firstVisit: Work = {
  topic: 'brakes',
  concern: 'Grinding noise from the front brakes at low speed',
  done: 'Front discs and pads cleaned, edges chamfered, 12 km test drive without noise',
  days: 1,
}

export const secondVisit: Work = {
  topic: 'brakes',
  concern: 'Grinding noise from the front brakes is back',
  done: 'Front pads renewed, slides greased; left caliper drags, new one ordered',
  days: 3,
}

/** How Katharina's first complaint went, three days before the first visit. */
export const brakesBefore: Thread = {
  kind: 'complaint',
  before: 'nothing',
  remedy: 'repair',
  openings: [
    'Hello, my E4 makes a grinding noise when I brake gently, mostly in the car park at work. It is seven months old. Can somebody look at it?',
    '',
    '',
  ],
  lines: [
    'a6m: Good morning {name}, thank you for telling us. Does it brake as it should, and is the pedal firm?',
    'c4m: Yes, it brakes well. It just sounds like a coffee mill.',
    'a5m: Then it is most likely rust on the discs: a car that brakes with its motor rarely uses them. {+3} at 8:00, with a courtesy car?',
    'c7m: That suits me. Thank you, Jonas.',
    'n3m: Noise at low speed only, pedal firm. Booked for cleaning and a test drive.',
    'c77h: I have it back and it is quiet. Let us hope it stays that way.',
    'a12m: I hope so too. If it comes back, write to me and we will look further.',
  ],
}
