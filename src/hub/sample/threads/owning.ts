import type { Thread } from './thread.ts'

/** What owners ask when nothing is wrong, or nothing that has to do with a visit. */
export const owning: readonly Thread[] = [
  {
    kind: 'enquiry',
    before: 'nothing',
    openings: [
      'The car says service in 30 days. May I come earlier, before my holiday?',
      'I need an appointment for the yearly service, best on a day when I can work from your lounge.',
      'Service due, says the display. How long do you need the {car}?',
    ],
    lines: [
      'a5m: Hello {name}, about two and a half hours. {+3} at 7:45 or {+4} at 13:00?',
      'c9m: {+3}, early.',
      'a3m: Booked. There is a quiet corner with power and coffee on the first floor.',
      'c2m: Perfect, thank you.',
    ],
  },
  {
    kind: 'enquiry',
    before: 'nothing',
    openings: [
      'Which roof rack fits the {car} with the glass roof? Two kayaks.',
      'Do you hire out roof boxes? We need one for three weeks in July.',
      'Will my old bike rack fit on the new tow bar?',
    ],
    lines: [
      'a8m: Let me ask the parts desk, they have the load tables.',
      'p1d: Answer from the parts desk',
      'a50m: It can be done: up to 75 kg, the bars are on the shelf, and we hire them by the week too.',
      'k1m: Answer given in the chat',
      'c18m: Hire, please, two weeks from the 12th.',
      'a6m: Noted under your name. Fitting takes ten minutes, you can wait for it.',
    ],
  },
  {
    kind: 'enquiry',
    before: 'nothing',
    openings: [
      'I heard on the radio about a recall. Is my {car}, {plate}, affected?',
      'A friend with the same car got a recall letter. I did not. Should I have?',
      'Does the campaign for the clip concern mine too? I would rather know before I drive to Denmark.',
    ],
    lines: [
      'a6m: Better asked once too often, {name}. I am checking by your chassis number, not by the model.',
      'a5m: You get a list from me today of every campaign that names your car, those done and those still open.',
      'c4m: Good. I will read it before Denmark.',
    ],
  },
  {
    kind: 'enquiry',
    before: 'nothing',
    openings: [
      'I have lost the adapter for the locking wheel bolts. What happens now?',
      'The little key for my wheels is not in the boot. Did it stay with you?',
      'Flat tyre and no wheel lock adapter. The roadside man shook his head.',
    ],
    lines: [
      'a7m: It happens to the best, {name}. The code is in our records, a new one is here in two days and costs 34.',
      'c6m: And if I need it before that?',
      'a4m: Then come by, we have a set of masters in the workshop.',
      'p2d: Call when the adapter is here',
      'k44h: Called, ready at the parts desk',
      'c19h: Collected. It now lives in the glove box.',
    ],
  },
  {
    kind: 'enquiry',
    before: 'nothing',
    openings: [
      'What would you give me for my {car} today? No hurry, I am only thinking.',
      'I am moving to the city and will not need a car. Do you buy them back?',
      'How do I find out what my {car} is worth without being called for a month?',
    ],
    lines: [
      'a9m: By asking, and nobody will ring you unless you say so. Mileage and any dents?',
      'c7m: One dent, rear bumper, a bollard and I disagreed.',
      'a11m: Between the two dealer guides it is a narrow range. I will send it in writing, good for 30 days.',
      'p1d: Valuation in writing',
      'k6h: Valuation sent by e-mail',
      'c70h: Fair. I will think about it over the holidays.',
    ],
  },
  {
    kind: 'complaint',
    before: 'nothing',
    remedy: 'explanation',
    openings: [
      'For the third time this year I get letters about a car I sold. I told you each time. What is so hard about that?',
      'Please stop sending me texts at seven on a Sunday morning. I complained in spring already.',
      'Your newsletter calls me Mr. I am not, and I have said so twice. It is a small thing and it annoys me every time.',
    ],
    lines: [
      'a12m: I can see your earlier notes, {name}, and I see that nobody acted on them. I have changed it now, in the place the mailings are made from, and looked that it stayed.',
      'n4m: Was changed in the workshop system only. Told marketing to fix the copy.',
      'c30m: And next month it is all back?',
      'a6m: I will look at the next mailing before it goes out and tell you.',
      'p9d: Check the next mailing for this customer',
      'k8d: Mailing list checked, customer told',
      'c2h: Thank you, and thanks for coming back to me.',
    ],
  },
  {
    kind: 'enquiry',
    before: 'nothing',
    openings: [
      'We tour Norway in June. What does the mobility guarantee cover up there?',
      'Does the breakdown cover still run after the third year?',
      'Whom do I ring abroad if the {car} breaks down?',
    ],
    lines: [
      'a7m: It runs as long as you have the yearly service done with us, in 40 countries, and the number is on the card in your log book. Shall I send it as a picture too?',
      'c6m: Please. The card is somewhere.',
      'p1d: Card with the number by e-mail',
      'k1h: Card sent',
      'c40m: Got it, printed it, lost it already. Just joking.',
    ],
  },
  {
    kind: 'complaint',
    before: 'nothing',
    remedy: 'apology',
    openings: [
      'I have now been in the telephone queue three times and thrown out twice. All I want is my wheel appointment.',
      'You never called back. I was promised a call on Friday about the courtesy car.',
      'Three messages on your machine, no answer. Does anybody listen to it?',
    ],
    lines: [
      'a5m: Now you have got a person, {name}, and I stay until it is settled. What can I do?',
      'c4m: The appointment. Any morning next week.',
      'a3m: {+4}, 8:15, and the courtesy car is yours if you want it.',
      'c3m: I do. That took four minutes. The telephone took four days.',
      'n3m: Third caller this week about dropped queue. Told Tobias.',
      'a5m: I have passed that on, in those words.',
    ],
  },
  {
    kind: 'enquiry',
    before: 'nothing',
    power: 'electric',
    openings: [
      'Is it bad for the battery to charge to 100 every night?',
      'Can you see from over there how healthy my battery still is?',
      'What does a battery check cost and how long does it take?',
    ],
    lines: [
      'a8m: For every day 80 is kinder, before a journey 100 is fine. A check with a certificate takes an hour and is free at the yearly service.',
      'c10m: And outside the service?',
      'a3m: 79, and you can wait for it.',
      'c5m: Then I wait until spring. Thanks!',
    ],
  },
]
