/** So long a device may be opened without the hub after the hub last confirmed it. */
export const LEASE_MS = 72 * 60 * 60_000

/** How much of it is used up, and the latest this device's clock has shown. */
export interface Lease {
  readonly spentMs: number
  readonly wallAt: number
}

/** The hub has confirmed this device. */
export const beginLease = (now: number): Lease => ({ spentMs: 0, wallAt: now })

/** While the program runs, time is what passed by the computer's own count: turning its clock changes nothing. */
export const spend = ({ spentMs, wallAt }: Lease, { elapsedMs, now }: { readonly elapsedMs: number; readonly now: number }): Lease => ({
  spentMs: spentMs + Math.max(0, elapsedMs),
  wallAt: Math.max(wallAt, now),
})

/** While it did not run, or slept, only the clock can tell: a clock turned back gives nothing back. */
export const afterGap = ({ spentMs, wallAt }: Lease, now: number): Lease => ({
  spentMs: spentMs + Math.max(0, now - wallAt),
  wallAt: Math.max(wallAt, now),
})

export const leftOf = ({ spentMs }: Lease): number => Math.max(0, LEASE_MS - spentMs)
