import type { z } from 'zod'
import { type Said, unsaid } from '../auth/answer.ts'
import { readInput } from '../doors/read-input.ts'
import type { Heard } from './events.ts'

/** An event with a parser before its handler: what does not fit is answered with the field at fault. */
export function asked<T>(schema: z.ZodType<T>, handle: (value: T) => Promise<Said<object>> | Said<object>): Heard {
  return {
    kind: 'asked',
    async handle(input) {
      const read = readInput(schema, input)
      return read.ok ? handle(read.value) : unsaid(read.problem)
    },
  }
}

/** A volatile event with a parser before its handler: what does not fit is not heard. */
export function told<T>(schema: z.ZodType<T>, handle: (value: T) => void | Promise<void>): Heard {
  return {
    kind: 'told',
    handle(input) {
      const read = schema.safeParse(input)
      return read.success ? handle(read.data) : undefined
    },
  }
}
