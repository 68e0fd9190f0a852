import type { z } from 'zod'
import { problem } from '../../domain/contract/problem.ts'
import { type Said, said, unsaid } from '../auth/answer.ts'
import { isTooDeep } from './depth.ts'

type Issue = z.core.$ZodIssue

/** Where it is wrong, as a path a person can follow; for an unknown field, that field. */
function fieldOf(issue: Issue): string {
  const extra = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  return [...issue.path, ...extra].map(String).join('.').slice(0, 200)
}

const detailOf = (issue: Issue): string =>
  (issue.code === 'unrecognized_keys' ? `Nothing is known of the field ${issue.keys.slice(0, 5).join(', ')}.` : issue.message).slice(0, 500)

/** Reads what came in at a door by its schema, or says which field is wrong. The one parser in front of every handler. */
export function readInput<T>(schema: z.ZodType<T>, value: unknown): Said<T> {
  if (isTooDeep(value)) return unsaid(problem(400, { detail: 'That is nested too deeply.' }))
  const parsed = schema.safeParse(value)
  if (parsed.success) return said(parsed.data)
  const issue = parsed.error.issues[0]
  const field = issue ? fieldOf(issue) : ''
  return unsaid(problem(400, { ...(field ? { field } : {}), detail: issue ? detailOf(issue) : 'That could not be read.' }))
}
