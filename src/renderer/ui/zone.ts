import { createContext } from 'react'

/** The zone whose clock counts for everything below; the machine's own where nothing is said. */
export const Zone = createContext<string | undefined>(undefined)
