import { z } from 'zod'
import { Problem } from '../../domain/contract/problem.ts'
import type { BytesDoor } from './bytes-door.ts'
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

const problemsOf = (refuses: readonly number[]): readonly [string, Json][] =>
  refuses.map((status): [string, Json] => [
    String(status),
    { description: 'A problem (RFC 9457)', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
  ])

function jsonOperation({ summary, auth, body, answer, types, refuses }: Door): Json {
  const done: [string, Json] = answer
    ? ['200', { description: 'Done', content: { 'application/json': { schema: schemaOf(answer, 'output') } } }]
    : ['204', { description: 'Done' }]
  const content = body && Object.fromEntries(['application/json', ...types].map((type) => [type, { schema: schemaOf(body, 'input') }]))
  return {
    summary,
    security: security[auth],
    ...(content ? { requestBody: { required: true, content } } : {}),
    responses: Object.fromEntries([done, ...problemsOf(refuses)]),
  }
}

const parametersOf = (of: z.ZodObject, where: 'path' | 'header'): readonly Json[] =>
  Object.entries(of.shape).map(([name, schema]) => {
    const plain = schema as z.ZodType
    return { name, in: where, required: !plain.safeParse(undefined).success, schema: schemaOf(plain, 'input') }
  })

const bytes = { type: 'string', format: 'binary' }

function bytesOperation({ summary, auth, params, headers, takes, answers, refuses, method }: BytesDoor): Json {
  const content = method === 'GET' ? { content: { 'application/octet-stream': { schema: bytes } } } : {}
  const good = Object.entries(answers).map(([status, description]): [string, Json] => [status, { description, ...content }])
  return {
    summary,
    security: security[auth],
    parameters: [...parametersOf(params, 'path'), ...parametersOf(headers, 'header')],
    ...(takes === null ? {} : { requestBody: { required: true, content: { [takes]: { schema: bytes } } } }),
    responses: Object.fromEntries([...good, ...problemsOf(refuses)]),
  }
}

/** A door's address as OpenAPI writes it. */
export const pathOf = ({ path }: Pick<Door, 'path'>): string => path.replaceAll(/:(\w+)/g, '{$1}')

function pathsOf(doors: readonly (Door | BytesDoor)[]): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const door of doors) {
    const operation = 'params' in door ? bytesOperation(door) : jsonOperation(door)
    paths[pathOf(door)] = { ...paths[pathOf(door)], [door.method.toLowerCase()]: operation }
  }
  return paths
}

/** The interface as an OpenAPI 3.1 document, made of the very schemas the doors parse with. */
export function openApi(doors: readonly (Door | BytesDoor)[]): Json {
  return {
    openapi: '3.1.1',
    info: { title: 'Forecourt hub', version: '1' },
    paths: pathsOf(doors),
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
