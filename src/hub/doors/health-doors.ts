import { z } from 'zod'
import { problem } from '../../domain/contract/problem.ts'
import { type Said, said, unsaid } from '../auth/answer.ts'
import type { Door } from './door.ts'

const Live = z.strictObject({ live: z.literal(true) })
const Ready = z.strictObject({ ready: z.literal(true) })

const get = (path: string, summary: string, more: Pick<Door, 'answer' | 'refuses' | 'handle'>): Door => ({
  method: 'GET',
  path,
  summary,
  auth: 'none',
  cross: false,
  types: [],
  body: null,
  ...more,
})

const PATIENCE_MS = 2_000

async function within(work: Promise<unknown>): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => resolve(false), PATIENCE_MS)
  work.then(
    () => resolve(true),
    () => resolve(false),
  )
  return promise.finally(() => clearTimeout(timer))
}

/** Whether the process lives, and whether it can serve: its database answers, and the sample is in where one is wanted. */
export const healthDoors = (isReady: () => boolean, ask: () => Promise<unknown>): readonly Door[] => [
  get('/health/live', 'Whether the process runs', { answer: Live, refuses: [], handle: async () => said({ live: true }) }),
  get('/health/ready', 'Whether it can serve: its database answers', {
    answer: Ready,
    refuses: [503],
    handle: async (): Promise<Said<unknown>> =>
      isReady() && (await within(ask())) ? said({ ready: true }) : unsaid(problem(503, { retryAfter: 1 })),
  }),
]
