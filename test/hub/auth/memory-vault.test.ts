import { memoryVault } from '../../../src/hub/auth/memory-vault.ts'
import { conforms } from './vault.conformance.ts'

conforms(async () => memoryVault())
