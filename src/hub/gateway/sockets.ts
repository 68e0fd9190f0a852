import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'

/** The largest thing a desk may send at once; files never come this way. */
const DESK_BYTES = 65_536

export type SocketsOptions = {
  /** Whether a page of this origin may connect; programs that are no browser send none. */
  readonly allows: (origin: string, host: string) => boolean
  /** False before the hub listens and while it sends everybody away. */
  readonly isOpen: () => boolean
  readonly refused: (why: 'origin') => void
}

/** Socket.IO on the hub's one HTTP server: WebSocket only, small messages, half-open links noticed within ten seconds. */
export function openSockets(http: HttpServer, { allows, isOpen, refused }: SocketsOptions): Server {
  return new Server(http, {
    transports: ['websocket'],
    serveClient: false,
    allowEIO3: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: DESK_BYTES,
    connectTimeout: 5_000,
    pingInterval: 5_000,
    pingTimeout: 5_000,
    allowRequest(request, decide) {
      const { origin, host = '' } = request.headers
      const foreign = origin !== undefined && !allows(origin, host)
      if (foreign) refused('origin')
      decide(foreign ? 'origin' : null, !foreign && isOpen())
    },
  })
}
