import type { Migration } from '../postgres/migrate.ts'
import { auditChain } from './audit-chain.ts'
import { blob } from './blob.ts'
import { deskLease } from './desk-lease.ts'
import { devices } from './devices.ts'
import { expected } from './expected.ts'
import { floor } from './floor.ts'
import { heart } from './heart.ts'
import { leave } from './leaving.ts'
import { vault } from './vault.ts'

/** Every step there ever was, in order. New ones go at the end; none is ever edited. */
export const migrations: readonly Migration[] = [heart, vault, leave, expected, blob, devices, floor, auditChain, deskLease]
