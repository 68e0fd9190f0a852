import { create } from 'zustand'

interface Mark {
  /** The row of the journey's timeline that was asked for last. */
  readonly row: string | null
  /** Counts the askings: asking twice for the same row goes there twice. */
  readonly asked: number
}

export const useMark = create<Mark>(() => ({ row: null, asked: 0 }))

/** Brings a touchpoint, case or promise into sight in the journey and marks it, wherever on screen it was pointed at. */
export const showInJourney = (row: string): void => useMark.setState(({ asked }) => ({ row, asked: asked + 1 }))
