import type { GroupId } from '../../domain/id.ts'
import type { Leases } from '../attendance/leases.ts'
import type { HubKeys } from '../auth/keys.ts'
import type { Vault } from '../auth/vault.ts'
import type { Authority } from '../authority/authority.ts'
import type { Blobs } from '../blobs/blobs.ts'
import type { Watching } from '../config.ts'
import type { Tailer } from '../feed/tailer.ts'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import type { SampleOwner } from './sample-door.ts'

/** What the doors stand on. */
export type Parts = {
  readonly store: Store
  readonly authority: Authority
  readonly tailer: Tailer
  readonly blobs: Blobs
  readonly vault: Vault
  readonly leases: Leases
  readonly keys: HubKeys
  readonly log: Log
  readonly now: () => number
  readonly group: GroupId
  /** Folders with the built widget and the sample dealership. */
  readonly folders: { readonly widget: string; readonly sample: string }
  /** Origins of dealers' sites whose pages may talk to this hub, beside its own. */
  readonly publicOrigins: readonly string[]
  readonly watching: Watching
  /** The owner whom the sample dealership vouches for; null on a real hub. */
  readonly sample: SampleOwner | null
  readonly setupCode: string | null
}
