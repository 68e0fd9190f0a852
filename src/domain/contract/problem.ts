import '../jitless.ts'
import { z } from 'zod'

/** An answer that says no (RFC 9457). `field` names what was wrong, `detail` what would be right. */
export const Problem = z.strictObject({
  type: z.string().max(200),
  title: z.string().max(200),
  status: z.int().min(400).max(599),
  detail: z.string().max(1_000).optional(),
  field: z.string().max(200).optional(),
  /** Seconds until it is worth asking again. */
  retryAfter: z.int().min(0).optional(),
})
export type Problem = z.infer<typeof Problem>

const titles: Readonly<Record<number, string>> = {
  400: 'That could not be read',
  401: 'Please sign in',
  403: 'Not allowed',
  404: 'Not found',
  409: 'That is already so',
  410: 'This device was given up',
  413: 'Too large',
  415: 'Wrong content type',
  426: 'Please update',
  429: 'Too many requests',
  503: 'Not ready yet',
}

/** Makes a problem of a status and what was wrong. */
export const problem = (status: number, more: Pick<Problem, 'detail' | 'field' | 'retryAfter'> = {}): Problem => ({
  type: 'about:blank',
  title: titles[status] ?? 'Something went wrong',
  status,
  ...more,
})
