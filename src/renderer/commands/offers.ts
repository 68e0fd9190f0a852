import { useLayoutEffect, useRef } from 'react'
import type { CommandName } from './registry.ts'

type Perform = () => void

/** What can be done at this moment: each part of the screen offers its commands while it stands. The newest offer counts. */
const offers = new Map<CommandName, Perform[]>()

export function offer(name: CommandName, perform: Perform): () => void {
  offers.set(name, [...(offers.get(name) ?? []), perform])
  return () => {
    offers.set(
      name,
      (offers.get(name) ?? []).filter((one) => one !== perform),
    )
  }
}

export const isOffered = (name: CommandName): boolean => (offers.get(name)?.length ?? 0) > 0

/** Does it, if some part of the screen offers it now. */
export function perform(name: CommandName): boolean {
  const now = offers.get(name)?.at(-1)
  now?.()
  return now !== undefined
}

/** Offers a command while the component stands; null while it cannot be done. */
export function useOffer(name: CommandName, then: Perform | null): void {
  const latest = useRef(then)
  useLayoutEffect(() => {
    latest.current = then
  })
  const can = then !== null
  // With the paint, not after it: what is on screen can be done.
  useLayoutEffect(() => (can ? offer(name, () => latest.current?.()) : undefined), [name, can])
}
