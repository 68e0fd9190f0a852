import { createServer } from 'node:net'
import { StartRefused } from '../postgres/start-refused.ts'

export type Place = { readonly host: string; readonly port: number }

/** A sentence for a place where the hub cannot listen; anything else that goes wrong stays a surprise. */
export function placeError(error: unknown, { host, port }: Place): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE')
    return new StartRefused('in-use', `Port ${port} on ${host} is taken, perhaps by another hub. Stop that program, or set FORECOURT_PORT.`)
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
    return new StartRefused('in-use', `The hub may not listen on ${host}, port ${port}. Set FORECOURT_HOST or FORECOURT_PORT.`)
  return error
}

/** Finds out before any database is made or started whether the port can be had. */
export async function assertPlaceFree(place: Place): Promise<void> {
  const probe = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject)
      probe.listen({ ...place, exclusive: true }, resolve)
    })
  } catch (error) {
    throw placeError(error, place)
  }
  await new Promise((resolve) => probe.close(resolve))
}
