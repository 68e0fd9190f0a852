import { create } from 'zustand'
import type { DraftMode } from '../../../domain/contract/bridge.ts'
import { onSignedOut } from '../../store/forget.ts'

interface Handed {
  readonly case: string
  readonly mode: DraftMode
  readonly text: string
}

/** Words on their way back into the composer, such as of a message that was refused. */
export const useHanded = create<{ readonly handed: Handed | null }>(() => ({ handed: null }))

onSignedOut(() => useHanded.setState({ handed: null }))

export const putBack = (id: string, mode: DraftMode, text: string): void => useHanded.setState({ handed: { case: id, mode, text } })
