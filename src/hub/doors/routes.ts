import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { problem } from '../../domain/contract/problem.ts'
import { isOutage } from '../auth/outage.ts'
import type { BytesDoor } from './bytes-door.ts'
import type { Caller, Door } from './door.ts'
import { sendProblem } from './server.ts'

const BEARER = /^Bearer ([\x21-\x7e]{1,2000})$/i

function callerOf(request: FastifyRequest): Caller {
  const replay = request.headers['forecourt-replay']
  return {
    address: request.ip,
    bearer: BEARER.exec(request.headers.authorization ?? '')?.[1] ?? null,
    replay: typeof replay === 'string' ? replay.slice(0, 200) : null,
  }
}

/** The media type, exactly: what a lenient reader might also take for JSON is not JSON here. */
const typeOf = (request: FastifyRequest): string =>
  /^([a-z+-]+\/[a-z+-]+)(?:; ?charset=utf-8)?$/.exec((request.headers['content-type'] ?? '').toLowerCase())?.[1] ?? ''

/** The origins whose pages may call the visitors' doors. */
export type Crossing = { allows(origin: string): boolean }

function cross(request: FastifyRequest, reply: FastifyReply, { allows }: Crossing): void {
  const { origin } = request.headers
  reply.header('vary', 'origin')
  if (origin === undefined || !allows(origin)) return
  reply.headers({
    'access-control-allow-origin': origin,
    'access-control-allow-headers': 'authorization, content-type, forecourt-replay',
    'access-control-allow-methods': 'POST',
    'access-control-max-age': '600',
    'cross-origin-resource-policy': 'cross-origin',
  })
}

async function answer(door: Door, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  try {
    const said = await door.handle(request.body, callerOf(request))
    if (!said.ok) return sendProblem(reply, said.problem)
    return door.answer === null ? reply.code(204).send() : reply.type('application/json').send(JSON.stringify(said.value))
  } catch (error) {
    return answerOutage(error, reply)
  }
}

/** A store that cannot be reached is expected: nothing was recorded, and asking again later is right. */
function answerOutage(error: unknown, reply: FastifyReply): FastifyReply {
  if (isOutage(error)) return sendProblem(reply, problem(503, { detail: 'The database does not answer just now.', retryAfter: 2 }))
  throw error
}

/** Hangs the doors into the server, each in a scope of its own with exactly the content types it takes. */
export function openRoutes(app: FastifyInstance, doors: readonly Door[], crossing: Crossing): void {
  for (const door of doors) {
    app.register((scope, _options, done) => {
      const types = ['application/json', ...door.types]
      const parse = scope.getDefaultJsonParser('error', 'error')
      scope.addContentTypeParser(types, { parseAs: 'string' }, parse)
      scope.addHook('onRequest', async (request, reply) => {
        if (door.cross) cross(request, reply, crossing)
        if (door.method !== 'POST' || request.method !== 'POST' || types.includes(typeOf(request))) return
        return sendProblem(reply, problem(415, { detail: `Send ${types.join(' or ')}.` }))
      })
      scope.route({ method: door.method, url: door.path, handler: (request, reply) => answer(door, request, reply) })
      if (door.cross) scope.options(door.path, (_request, reply) => reply.code(204).send())
      done()
    })
  }
}

const noBytes = new Uint8Array(0)

async function answerBytes(door: BytesDoor, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  try {
    const body = request.body instanceof Uint8Array ? request.body : noBytes
    const given = await door.handle({ params: request.params, headers: request.headers, body }, callerOf(request))
    if (!given.ok) return sendProblem(reply.headers(given.headers ?? {}), given.problem)
    return reply
      .code(given.status)
      .headers(given.headers)
      .send(given.bytes ? Readable.from(given.bytes) : undefined)
  } catch (error) {
    return answerOutage(error, reply)
  }
}

/** Hangs the doors for bytes into the server; what comes in is bounded by `largest`. */
export function openBytesRoutes(app: FastifyInstance, doors: readonly BytesDoor[], largest: number): void {
  for (const door of doors) {
    app.register((scope, _options, done) => {
      const { takes } = door
      if (takes !== null) scope.addContentTypeParser(takes, { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body))
      scope.addHook('onRequest', async (request, reply) => {
        const type = request.headers['content-type']?.toLowerCase()
        if (takes !== null && type !== takes) return sendProblem(reply, problem(415, { detail: `Send ${takes}.` }))
        return undefined
      })
      scope.route({
        method: door.method,
        url: door.path,
        bodyLimit: largest,
        exposeHeadRoute: false,
        handler: (request, reply) => answerBytes(door, request, reply),
      })
      done()
    })
  }
}
