import { memoryLeases } from '../../../src/hub/attendance/memory-leases.ts'
import { openMemoryStore } from '../../../src/hub/store/memory/memory.ts'
import { ids } from '../support/rows.ts'
import { attends } from './attend.conformance.ts'
import { conforms } from './leases.conformance.ts'

conforms(async () => memoryLeases())

attends(async () => ({ store: openMemoryStore({ group: ids.group(1), epoch: ids.epoch(1) }), leases: memoryLeases() }))
