import { create } from 'zustand'

interface Said {
  readonly polite: string
  readonly assertive: string
}

/** What a screen reader is told, now. */
export const useSaid = create<Said>(() => ({ polite: '', assertive: '' }))

/** The same words twice would not be read twice, so a blank that nobody hears is put after every other one. */
const afresh = (before: string, text: string): string => (before === text ? `${text}\u00a0` : text)

/** Tells of something that happened, when the reader comes to a pause. */
export const announce = (text: string): void => useSaid.setState(({ polite }) => ({ polite: afresh(polite, text) }))

/** Tells of something that failed, at once. */
export const alarm = (text: string): void => useSaid.setState(({ assertive }) => ({ assertive: afresh(assertive, text) }))
