import { create } from 'zustand'
import type { Line, Session } from '../../domain/contract/bridge.ts'
import type { Row } from '../../domain/kind.ts'
import { desk } from './desk.ts'
import { forget } from './forget.ts'

interface Here {
  /** Null until the engine has said who is here. */
  readonly session: Session | null
  readonly line: Line
}

const UNKNOWN: Line = { state: 'connecting', since: 0, seenAt: null, reason: null }

export const useHere = create<Here>(() => ({ session: null, line: UNKNOWN }))

/** Begins to listen to who is here and how the line is. */
export function hearSession(): void {
  desk.hear('signed', (session) => {
    if (session.state !== 'signed-in') forget()
    useHere.setState({ session })
  })
  desk.hear('lined', (line) => useHere.setState({ line }))
  desk.session(undefined).then(
    (session) => useHere.setState({ session }),
    () => useHere.setState({ session: { state: 'signed-out', hub: null, email: null, reason: null } }),
  )
}

/** The line to the hub. */
export const useLine = (): Line => useHere((here) => here.line)

/** Who is at this desk; null while nobody is. */
export const useMe = (): Row<'agent'> | null => useHere((here) => (here.session?.state === 'signed-in' ? here.session.agent : null))
