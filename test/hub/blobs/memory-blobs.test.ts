import { memoryBlobs } from '../../../src/hub/blobs/memory-blobs.ts'
import { conforms } from './blobs.conformance.ts'

conforms(async () => memoryBlobs())
