import { Unavailable } from '../store/unavailable.ts'

/** SQLSTATE classes of a server that is not there, is full, or was stopped; all others are faults of ours. */
const ofServer = /^(08|53|57|58)[0-9A-Z]{3}$/
const ofNetwork = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'])
/** The driver's own words where it gives no code. */
const ofDriver =
  /^(Connection terminated|timeout exceeded when trying to connect|Cannot use a pool after calling end|Client has encountered)/

/** Whether the database could not be reached: expected, nothing was recorded, and asking again later is right. */
export function isOutage(error: unknown): boolean {
  if (error instanceof Unavailable) return true
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return ofServer.test(code) || ofNetwork.has(code) || ofDriver.test(error.message)
}
