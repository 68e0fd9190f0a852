import { AgentId, BrandId, GroupId, QueueId, SiteId } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import type { Role } from '../../domain/noun/agent.ts'

/** Fixed, so that a bookmark, a test and a desk's working set outlive a fresh sample. */
const id = (kind: number, number: number): string =>
  `01900000-0000-7000-8${String(kind).padStart(3, '0')}-${String(number).padStart(12, '0')}`

export const group: Row<'group'> = { id: GroupId.parse(id(1, 1)), name: 'Nordhaus Group' }

export const brands = {
  aurel: { id: BrandId.parse(id(2, 1)), name: 'Aurel' },
  tarn: { id: BrandId.parse(id(2, 2)), name: 'Tarn' },
} satisfies Record<string, Row<'brand'>>

const both = [brands.aurel.id, brands.tarn.id]

export const sites = {
  hamburg: {
    id: SiteId.parse(id(3, 1)),
    name: 'Nordhaus Hamburg',
    kind: 'dealership',
    city: 'Hamburg',
    zone: 'Europe/Berlin',
    language: 'de',
    brands: both,
  },
  leeds: {
    id: SiteId.parse(id(3, 2)),
    name: 'Nordhaus Leeds',
    kind: 'dealership',
    city: 'Leeds',
    zone: 'Europe/London',
    language: 'en-GB',
    brands: both,
  },
  care: {
    id: SiteId.parse(id(3, 3)),
    name: 'Nordhaus Customer Care',
    kind: 'contact-centre',
    city: 'Hamburg',
    zone: 'Europe/Berlin',
    language: 'en',
    brands: both,
  },
} satisfies Record<string, Row<'site'>>

/** The first queue of a site is the one its chat goes to. */
export const queues = {
  hamburg: { id: QueueId.parse(id(4, 1)), site: sites.hamburg.id, name: 'Hamburg: customers' },
  hamburgSales: { id: QueueId.parse(id(4, 2)), site: sites.hamburg.id, name: 'Hamburg: sales' },
  leeds: { id: QueueId.parse(id(4, 3)), site: sites.leeds.id, name: 'Leeds: customers' },
  leedsSales: { id: QueueId.parse(id(4, 4)), site: sites.leeds.id, name: 'Leeds: sales' },
  care: { id: QueueId.parse(id(4, 5)), site: sites.care.id, name: 'Customer Care' },
} satisfies Record<string, Row<'queue'>>

type Place = keyof typeof sites

function agent(number: number, name: string, work: { role: Role; at: readonly Place[]; language: string }): Row<'agent'> {
  const [first = '', last = ''] = name.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ı', 'i').toLowerCase().split(' ')
  return {
    id: AgentId.parse(id(5, number)),
    name,
    email: `${first}.${last}@nordhaus.example`,
    language: work.language,
    grants: work.at.map((place) => ({ site: sites[place].id, role: work.role })),
    active: true,
  }
}

const everywhere = ['hamburg', 'leeds', 'care'] as const

export const agents = {
  lena: agent(1, 'Lena Vogt', { role: 'agent', at: everywhere, language: 'en' }),
  tobias: agent(2, 'Tobias Henning', { role: 'supervisor', at: everywhere, language: 'de' }),
  astrid: agent(3, 'Astrid Falkenberg', { role: 'admin', at: everywhere, language: 'en' }),
  jonas: agent(4, 'Jonas Petersen', { role: 'agent', at: everywhere, language: 'de' }),
  priya: agent(5, 'Priya Nair', { role: 'agent', at: ['leeds', 'care'], language: 'en-GB' }),
  callum: agent(6, 'Callum Reid', { role: 'agent', at: ['leeds', 'care'], language: 'en-GB' }),
  mareike: agent(7, 'Mareike Lorenzen', { role: 'agent', at: ['hamburg'], language: 'de' }),
  enno: agent(8, 'Enno Brackmann', { role: 'agent', at: ['hamburg'], language: 'de' }),
  yasemin: agent(9, 'Yasemin Aydın', { role: 'supervisor', at: ['hamburg'], language: 'de' }),
  gareth: agent(10, 'Gareth Pugh', { role: 'agent', at: ['leeds'], language: 'en-GB' }),
  imogen: agent(11, 'Imogen Hartley', { role: 'agent', at: ['leeds'], language: 'en-GB' }),
  dominic: agent(12, 'Dominic Okafor', { role: 'supervisor', at: ['leeds'], language: 'en-GB' }),
} satisfies Record<string, Row<'agent'>>
