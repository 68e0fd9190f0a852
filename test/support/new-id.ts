import { randomBytes } from 'node:crypto'
import { uuidv7 } from '../../src/domain/id.ts'

export const newId = (): string => uuidv7(Date.now(), randomBytes(10))
