import { create } from 'zustand'
import type { Refusal } from '../../domain/refusal.ts'
import { onSignedOut } from './forget.ts'

/** What was refused on a case, shown in that case until it is read. */
export const useTroubles = create<{ readonly byCase: Readonly<Record<string, Refusal | undefined>> }>(() => ({ byCase: {} }))

onSignedOut(() => useTroubles.setState({ byCase: {} }))

export const trouble = (id: string, refusal: Refusal | undefined): void =>
  useTroubles.setState(({ byCase }) => ({ byCase: { ...byCase, [id]: refusal } }))
