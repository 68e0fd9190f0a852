// @ts-check
import { join } from 'node:path'

/** The repository's root folder. */
export const root = join(import.meta.dirname, '..', '..')

/** @param {...string} parts a path from the root */
export const at = (...parts) => join(root, ...parts)
