import { expect, test } from 'vitest'
import { beginChange, type Sessions, transact } from '../../../src/hub/store/postgres/session.ts'
import { Collided, Unavailable } from '../../../src/hub/store/unavailable.ts'
import { ids } from '../support/rows.ts'

/** A session in which every question fails like this. */
const failing = (error: Error): Sessions => ({
  connect: async () => ({ query: () => Promise.reject(error), release: () => undefined }),
})

const ends = (error: Error): Promise<unknown> =>
  transact(failing(error), beginChange(ids.group(1), []), ({ ask }) => ask({ name: 'any', text: 'select 1' }, [])).catch((caught) => caught)

const ofServer = (code: string): Error => Object.assign(new Error(code), { code, severity: 'ERROR' })
const ofSocket = (code: string): Error => Object.assign(new Error(`write ${code}`), { code, syscall: 'write', errno: -32 })

test.each(['EPIPE', 'ECONNRESET', 'ETIMEDOUT'])(
  'a socket that ends with %s is a server that is away, whatever its code looks like',
  async (code) => {
    expect(await ends(ofSocket(code))).toBeInstanceOf(Unavailable)
  },
)

test.each(['08006', '53300', '57P01', '58030', '25P02'])('a server that says %s is away', async (code) => {
  expect(await ends(ofServer(code))).toBeInstanceOf(Unavailable)
})

test('what is in the way may be tried again; what the server has against the words themselves is thrown as it is', async () => {
  expect(await ends(ofServer('40001'))).toBeInstanceOf(Collided)
  const wrong = ofServer('22P05')
  expect(await ends(wrong)).toBe(wrong)
})
