import { randomUUID } from 'node:crypto'
import { SignedIn } from '../../src/domain/contract/sign-in.ts'
import { SAMPLE_PASSWORD } from '../../src/hub/sample/accounts.ts'
import { agents, sites } from '../../src/hub/sample/group.ts'
import { post } from '../../test/hub/doors/open-hub.ts'
import type { SignedDesk } from '../bench-desk.ts'

const AT_ONCE = 4
const PASSWORD = 'twelve letters and more'
const places = [sites.hamburg, sites.leeds, sites.care]

async function signIn(hub: string, email: string, password: string): Promise<SignedIn & { readonly device: string }> {
  const device = randomUUID()
  const { status, body } = await post(`${hub}/v1/sign-in`, { email, password, device })
  if (status !== 200) throw new Error(`${email} may not sign in: ${JSON.stringify(body)}`)
  return { ...SignedIn.parse(body), device }
}

/** The sample's administrator takes so many agents in, a third of them at each site, and each signs in. */
export async function takeIn(hub: string, count: number): Promise<readonly SignedDesk[]> {
  const admin = await signIn(hub, agents.astrid.email, SAMPLE_PASSWORD)
  const headers = { authorization: `Bearer ${admin.tickets.access}` }
  const signed: SignedDesk[] = []
  const numbers = Array.from({ length: count }, (_, number) => number).values()
  const one = async (number: number): Promise<void> => {
    const { id, email } = { id: randomUUID(), email: `agent.${number + 1}@nordhaus.example` }
    const site = (places[number % places.length] ?? sites.care).id
    const agent = { id, email, name: `Agent ${number + 1}`, language: 'en', grants: [{ site, role: 'agent' }], active: true }
    const { status, body } = await post(`${hub}/v1/agents`, { ...agent, password: PASSWORD }, headers)
    if (status !== 200) throw new Error(`nobody was taken in: ${JSON.stringify(body)}`)
    const { tickets, device } = await signIn(hub, email, PASSWORD)
    signed.push({ device, access: tickets.access, sites: [site], scopes: ['ref', `user:${id}`, `site:${site}`] })
  }
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const number of numbers) await one(number)
    }),
  )
  return signed
}
