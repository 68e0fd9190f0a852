import { z } from 'zod'
import { problem } from '../../domain/contract/problem.ts'
import { said, unsaid } from '../auth/answer.ts'
import { signVouched } from '../visitor/vouched.ts'
import { type Door, postDoor } from './door.ts'

export type SampleOwner = { readonly sub: string; readonly name: string; readonly email: string; readonly phone: string }

const Vouch = z.strictObject({ site: z.string().max(100) })
const Vouched = z.strictObject({ token: z.string() })

/** The sample dealer's own server, as it were: it vouches for its one signed-in owner. Only where the sample group lives. */
export const sampleDoor = (owner: SampleOwner, secretOf: (widget: string) => Promise<Uint8Array | null>, now: () => number): Door =>
  postDoor({
    path: '/sample/vouch',
    summary: "Signs an identify token for the sample dealer's signed-in owner",
    body: Vouch,
    answer: Vouched,
    refuses: [400, 404, 413, 415],
    async handle({ site }) {
      const secret = await secretOf(site)
      if (!secret) return unsaid(problem(404, { field: 'site', detail: 'No site has this key.' }))
      const iat = Math.floor(now() / 1_000)
      return said({ token: signVouched(secret, { ...owner, iat, exp: iat + 300 }) })
    },
  })
