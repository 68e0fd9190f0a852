import type { Lease, Leases } from './leases.ts'

/** Leases that are forgotten when the process ends. */
export function memoryLeases(): Leases {
  const leases = new Map<string, Lease>()
  return {
    keep: async (lease) => void leases.set(lease.hub, lease),
    live: async (at) => new Set([...leases.values()].filter(({ until }) => until > at).flatMap(({ agents }) => agents)),
    async forget(before) {
      for (const { hub, until } of [...leases.values()]) if (until < before) leases.delete(hub)
    },
  }
}
