/** So long a device may be opened without the hub after the hub last confirmed it. */
export const LEASE_MS = 72 * 60 * 60_000
