import type { Socket } from 'node:net'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify'
import { type Problem, problem } from '../../domain/contract/problem.ts'
import type { Log } from '../log.ts'

/** The largest body any door reads. */
export const BODY_LIMIT = 65_536

const limits = { headersTimeout: 5_000, requestTimeout: 10_000, connectionsCheckingInterval: 1_000, maxHeaderSize: 16_384 }

/** Nothing of the hub is a page unless its door says so. */
const guards = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

/** Answers with a problem (RFC 9457). */
export function sendProblem(reply: FastifyReply, said: Problem): FastifyReply {
  if (said.retryAfter !== undefined) reply.header('retry-after', said.retryAfter)
  return reply
    .code(said.status)
    .type('application/problem+json')
    .send(Buffer.from(JSON.stringify(said)))
}

const ours: Readonly<Record<number, string>> = {
  400: 'The body could not be read as JSON.',
  413: `At most ${BODY_LIMIT} bytes.`,
  414: 'The address is too long.',
  415: 'Send application/json.',
}

/** What is told of an error: a sentence of ours by its status, never the error's own words. */
function problemOf(error: FastifyError): Problem {
  const status = error.statusCode ?? 500
  if (status < 400 || status > 499) return problem(500)
  const detail = ours[status]
  return problem(status, detail === undefined ? {} : { detail })
}

const lines: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** Answers what is not even HTTP, and closes. */
function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const line = lines[error.code ?? ''] ?? '400 Bad Request'
  const body = JSON.stringify(problem(Number(line.slice(0, 3))))
  socket.end(
    `HTTP/1.1 ${line}\r\nconnection: close\r\ncontent-type: application/problem+json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  )
}

/** The hub's HTTP server, strict and without any door yet. */
export function openServer(log: Log): FastifyInstance {
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    http: limits,
    requestTimeout: limits.requestTimeout,
    forceCloseConnections: true,
    clientErrorHandler: refuseConnection,
    frameworkErrors: (error, _request, reply) => void sendProblem(reply as FastifyReply, problemOf(error)),
  })
  app.removeAllContentTypeParsers()
  app.addHook('onRequest', async (_request, reply) => void reply.headers(guards))
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, problem(404)))
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const said = problemOf(error)
    if (said.status >= 500)
      log.error('door.failed', { code: error.code ?? error.name, channel: request.routeOptions.url?.slice(1) ?? 'none' })
    return sendProblem(reply, said)
  })
  return app
}
