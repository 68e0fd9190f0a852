import { buying } from './buying.ts'
import { faults } from './faults.ts'
import { german } from './german.ts'
import { owning } from './owning.ts'
import type { Thread } from './thread.ts'
import { visits } from './visits.ts'

/** Every conversation there is to be had, complaints and enquiries well mixed, so that any first part of it is a fair sample. */
export const threads: readonly Thread[] = [...faults, ...visits, ...buying, ...owning, ...german]
