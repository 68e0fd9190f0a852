import { z } from 'zod'
import { Problem } from '../../domain/contract/problem.ts'
import type { Door } from './door.ts'

type Json = Readonly<Record<string, unknown>>

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json =>
  z.toJSONSchema(schema, { target: 'draft-2020-12', unrepresentable: 'any', io }) as Json

const security: Readonly<Record<Door['auth'], readonly Json[]>> = {
  none: [],
  desk: [{ desk: [] }],
  visitor: [{ visitor: [] }],
  events: [{ events: [] }],
}

function operation({ summary, auth, body, answer, types, refuses }: Door): Json {
  const problems = refuses.map((status): [string, Json] => [
    String(status),
    { description: 'A problem (RFC 9457)', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
  ])
  const done: [string, Json] = answer
    ? ['200', { description: 'Done', content: { 'application/json': { schema: schemaOf(answer, 'output') } } }]
    : ['204', { description: 'Done' }]
  const content = body && Object.fromEntries(['application/json', ...types].map((type) => [type, { schema: schemaOf(body, 'input') }]))
  return {
    summary,
    security: security[auth],
    ...(content ? { requestBody: { required: true, content } } : {}),
    responses: Object.fromEntries([done, ...problems]),
  }
}

/** The interface as an OpenAPI 3.1 document, made of the very schemas the doors parse with. */
export function openApi(doors: readonly Door[]): Json {
  return {
    openapi: '3.1.1',
    info: { title: 'Forecourt hub', version: '1' },
    paths: Object.fromEntries(doors.map((door) => [door.path, { [door.method.toLowerCase()]: operation(door) }])),
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      securitySchemes: {
        desk: { type: 'http', scheme: 'bearer', description: 'The access token of POST /v1/sign-in' },
        visitor: { type: 'http', scheme: 'bearer', description: 'The token of POST /v1/visitors' },
        events: { type: 'http', scheme: 'bearer', description: 'The key of an event source' },
      },
    },
  }
}
