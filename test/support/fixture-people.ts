import type { KindRow } from '../../src/domain/kind.ts'
import { aCase, anId, DAY, HOUR, held, ids, MINUTE, message, NOW, party } from './rows.ts'

/** One customer in the made-up queue: who, what about, and what was said, in minutes before the present. */
interface Told {
  readonly name: string | null
  readonly subject: string
  readonly car: readonly [string, string | null] | null
  readonly channel?: string
  readonly kind?: 'complaint' | 'enquiry'
  readonly settled?: boolean
  readonly owner?: string | null
  readonly state?: 'open' | 'resolved'
  /** Who said what, how many minutes ago; `us` is Lena, `note` her note. */
  readonly said: readonly (readonly ['them' | 'us' | 'note' | 'line', number, string])[]
}

const told: readonly Told[] = [
  {
    name: 'Bernd Oltmanns',
    subject: 'Invoice differs from the estimate by € 412',
    car: ['Tarn 5', 'OL-BO 77'],
    channel: 'phone',
    kind: 'complaint',
    settled: true,
    owner: ids.lena,
    said: [
      ['them', 95, 'Your estimate said € 980. The invoice says € 1,392. Nobody rang me about more work.'],
      ['us', 80, 'I am looking at both papers now, Mr Oltmanns.'],
      ['them', 18, 'And? I am still waiting.'],
    ],
  },
  {
    name: 'Priya Raghunathan',
    subject: 'Can I bring the tyre change forward?',
    car: ['Aurel C2', 'HH-PR 318'],
    channel: 'email',
    owner: ids.lena,
    said: [['them', 183, 'My tyre change is on the 24th. I drive to the mountains on the 20th. Is there anything earlier?']],
  },
  {
    name: 'Familie Sandhöfer',
    subject: 'Handover tomorrow at 10: is the child seat fitted?',
    car: ['Aurel V7', null],
    owner: ids.lena,
    said: [
      ['them', 140, 'We come with our two children. Will the seat be in the car?'],
      ['us', 120, 'Yes, it is fitted and checked. We look forward to seeing you.'],
    ],
  },
  {
    name: 'Tomasz Wiśniewski',
    subject: 'Trade-in value for a 2022 hybrid',
    car: ['Tarn H', 'HH-TW 31'],
    channel: 'web',
    owner: ids.lena,
    said: [
      ['them', 61, 'What would you give me for it?'],
      ['them', 60, 'It has 38,000 km and one owner.'],
      ['them', 58, 'And winter wheels.'],
      ['them', 55, 'Are you there?'],
    ],
  },
  {
    name: 'Marie-Claire Dufour',
    subject: 'Charging cable missing from the delivery',
    car: ['Aurel E4', 'HH-MD 455'],
    channel: 'email',
    kind: 'complaint',
    owner: null,
    said: [['them', 300, 'The car came yesterday without its charging cable. It is on the list I signed.']],
  },
  {
    name: null,
    subject: 'Does the Aurel V7 come with seven seats?',
    car: null,
    owner: null,
    said: [['them', 2, 'Hello, does the Aurel V7 come with seven seats?']],
  },
  {
    name: 'Dr. Elif Karadağ-Schwarzenberger',
    subject: 'Fahrzeug nach der Inspektion nicht verkehrssicher?',
    car: ['Aurel E4 Touring', 'HH-EK 990'],
    kind: 'complaint',
    owner: null,
    said: [['them', 6, 'Seit der Inspektion zieht der Wagen beim Bremsen nach links. Ist das Auto überhaupt noch verkehrssicher?']],
  },
  {
    name: 'Ole Christensen',
    subject: 'Lease ends in 90 days: what are my options?',
    car: ['Aurel C2', 'HH-OC 12'],
    channel: 'email',
    owner: ids.jonas,
    said: [
      ['them', 1500, 'My lease ends in February. What can I do?'],
      ['us', 1300, 'I will send you three offers by Friday.'],
    ],
  },
  {
    name: 'Autohaus Lindner Flottenmanagement Norddeutschland GmbH & Co. KG',
    subject: 'Zwölf Transporter: Angebot für die Verlängerung des Wartungsvertrages',
    car: ['Tarn Cargo', 'HH-LF 1201'],
    channel: 'email',
    owner: ids.lena,
    said: [['them', 2900, 'Bitte schicken Sie uns das Angebot für alle zwölf Fahrzeuge bis Monatsende.']],
  },
  {
    name: 'Samir Haddad',
    subject: 'Is the recall letter about my car?',
    car: ['Tarn 5', 'HH-SH 204'],
    channel: 'post',
    owner: ids.jonas,
    said: [['them', 700, 'I got a letter about a recall. Is it for my car?']],
  },
  {
    name: 'Gesa Petersen',
    subject: 'Test drive on Saturday with two drivers',
    car: null,
    channel: 'web',
    owner: ids.lena,
    said: [
      ['them', 400, 'Can my son drive too? He is 19.'],
      ['us', 380, 'Yes, please bring both licences.'],
    ],
  },
  {
    name: 'Johanna Reuter',
    subject: 'Thank you for the quick repair',
    car: ['Tarn 3', 'HH-JR 8'],
    owner: ids.lena,
    state: 'resolved',
    settled: true,
    said: [
      ['them', 4000, 'Thank you, it drives like new.'],
      ['us', 3990, 'That is good to hear.'],
    ],
  },
]

const authors = (who: string, partyId: string) =>
  who === 'them'
    ? { kind: 'customer', party: partyId }
    : who === 'line'
      ? { kind: 'system' }
      : { kind: 'agent', agent: ids.lena, name: 'Lena Vogt' }

const kindsOf = { them: 'said', us: 'said', note: 'note', line: 'line' } as const

function rowsOf(one: Told, n: number): readonly KindRow[] {
  const [caseId, partyId] = [anId(0x5000 + n), anId(0x6000 + n)]
  const messages = one.said.map(([who, ago, text], i) =>
    message({
      id: anId(0x7000 + n * 32 + i),
      party: partyId,
      case: caseId,
      number: i + 1,
      author: authors(who, partyId),
      kind: kindsOf[who],
      channel: one.channel ?? 'chat',
      text,
      at: NOW - ago * MINUTE,
      reachedCustomerAt: who === 'us' ? NOW - ago * MINUTE + 900 : null,
      readAt: who === 'us' && ago > 100 ? NOW - (ago - 1) * MINUTE : null,
    }),
  )
  const lastUs = one.said.findLastIndex(([who]) => who === 'us')
  const waiting = one.said.slice(lastUs + 1).filter(([who]) => who === 'them')
  const heard = one.said.findLastIndex(([who]) => who === 'them')
  const at = (i: number): number => NOW - (one.said[i]?.[1] ?? 0) * MINUTE
  const safety = /verkehrssicher/.test(one.said.at(-1)?.[2] ?? '')
    ? {
        message: messages.at(-1)?.id,
        words: 'verkehrssicher',
        raisedAt: at(heard),
        dueAt: at(heard) + 15 * MINUTE,
        answeredAt: null,
        dismissed: null,
      }
    : null
  const header = aCase({
    id: caseId,
    number: `C-7K2M${String(n).padStart(3, '0')}`,
    party: partyId,
    kind: one.kind ?? 'enquiry',
    kindSettled: one.settled ?? false,
    state: one.state ?? 'open',
    owner: one.owner ?? null,
    fence: one.owner ? 1 : 0,
    subject: one.subject,
    customerName: one.name,
    vehicle: one.car ? { id: anId(0x8000 + n), model: one.car[0], plate: one.car[1] } : null,
    channel: one.channel ?? 'chat',
    openedAt: at(0),
    changedAt: at(one.said.length - 1),
    resolvedAt: one.state === 'resolved' ? NOW - 2 * DAY : null,
    messages: one.said.length,
    unanswered: one.state === 'resolved' ? 0 : waiting.length,
    waitingSince: waiting[0] && one.state !== 'resolved' ? NOW - waiting[0][1] * MINUTE : null,
    heard: { number: heard + 1, at: at(heard) },
    preview: one.said.at(-1)?.[2] ?? null,
    safety,
  })
  const who = party({ id: partyId, name: one.name, place: null, customer: null, firstSeenAt: at(0) - HOUR })
  return [held('party', who), held('case', header), ...messages.map((row) => held('message', row))]
}

/** A morning's queue around Katharina's complaint. Every name and word is made up. */
export const others = (): readonly KindRow[] => told.flatMap(rowsOf)

const names = ['Anke', 'Bernd', 'Chiara', 'Deniz', 'Ewa', 'Frieda', 'Goran', 'Hanne']
const families = ['Albers', 'Brandt', 'Conti', 'Demir', 'Ebeling', 'Friis', 'Grabowski']

/** A queue far longer than a screen, for scrolling. */
export const many = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    aCase({
      id: anId(0x100000 + n),
      number: `C-${String(n).padStart(7, '0')}`,
      owner: ids.lena,
      fence: 1,
      kind: n % 3 === 0 ? 'complaint' : 'enquiry',
      subject: `Question ${n} about the yearly service`,
      customerName: `${names[n % names.length]} ${families[n % families.length]} ${n}`,
      changedAt: NOW - n * MINUTE,
      waitingSince: n % 2 === 0 ? NOW - n * MINUTE : null,
      unanswered: n % 4 === 0 ? 1 : 0,
    }),
  )
