import { create } from 'zustand'
import { onSignedOut } from '../store/forget.ts'
import type { Filter } from './groups.ts'

interface Chosen {
  readonly command: string | null
  readonly filter: Filter
}

const start: Chosen = { command: null, filter: 'all' }

/** What of the sync centre is looked at. */
export const useChosen = create<Chosen>(() => start)
onSignedOut(() => useChosen.setState(start))

export const chooseItem = (command: string | null): void => useChosen.setState({ command })
export const showFilter = (filter: Filter): void => useChosen.setState({ filter, command: null })
