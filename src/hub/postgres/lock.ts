import { stat } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { shortName } from './short-name.ts'
import { StartRefused } from './start-refused.ts'

/** Held while one hub uses one folder; the kernel frees it when the process dies, however it dies. */
export type Lock = { release(): Promise<void> }

/** Refuses a second hub on the same folder, by whatever name or link it is reached. */
export async function lock(folder: string): Promise<Lock> {
  const { dev, ino } = await stat(folder, { bigint: true })
  const key = shortName(`${dev}:${ino}`)
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.end(key)
  })
  const address = lockAddress(key, process.platform)
  const taken = await listen(server, address)
  if (!taken) return { release: () => new Promise((resolve) => server.close(() => resolve())) }
  if ('port' in address && (await greeting(address.port)) !== key) {
    throw new StartRefused(
      'in-use',
      `Another program holds port ${address.port} of this machine, which the hub uses to keep ${folder} to itself. Stop that program, or set FORECOURT_HOME to another folder.`,
    )
  }
  throw new StartRefused(
    'in-use',
    `Another hub is already running on ${folder}. Stop that one first, or set FORECOURT_HOME to another folder (and FORECOURT_PORT to another port) for a second hub.`,
  )
}

/** Linux has sockets without a file and Windows has named pipes; elsewhere a loopback port stands in. */
export function lockAddress(key: string, platform: string): { path: string } | { host: string; port: number } {
  if (platform === 'linux') return { path: `\0forecourt-${key}` }
  if (platform === 'win32') return { path: `\\\\.\\pipe\\forecourt-${key}` }
  return { host: '127.0.0.1', port: 20_000 + (Number.parseInt(key.slice(0, 8), 16) % 20_000) }
}

function listen(server: Server, address: { path: string } | { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(true)
      else reject(error)
    })
    server.listen({ ...address, exclusive: true }, () => {
      server.unref()
      resolve(false)
    })
  })
}

/** What the holder of a port says of itself; '' from a stranger who says nothing. */
function greeting(port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let heard = ''
    socket.setTimeout(1_000, () => socket.destroy())
    socket.on('data', (piece) => {
      heard += piece.toString('latin1')
    })
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(heard))
  })
}
