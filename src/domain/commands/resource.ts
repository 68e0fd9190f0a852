import { z } from 'zod'
import { command } from '../command.ts'
import { ResourceId } from '../id.ts'
import { Resource } from '../noun/resource.ts'
import { refuse } from '../refusal.ts'

/** The hub worked out when a resource is open in the next weeks. */
export const openResource = command({
  name: 'resource.open',
  version: 1,
  args: z.strictObject({ resource: ResourceId, openings: Resource.shape.openings }),
  roots: ({ resource }) => [resource],
  reads: ({ resource: id }) => [{ kind: 'resource', id }],
  apply(tx, args, { actor }) {
    const resource = actor.kind === 'system' ? tx.get('resource', args.resource) : null
    if (!resource) return refuse('not-found', { field: 'resource' })
    if (JSON.stringify(resource.openings) === JSON.stringify(args.openings)) return null
    tx.put('resource', { ...resource, openings: args.openings })
    return null
  },
})
