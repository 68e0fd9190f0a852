import type { Row } from '../../domain/kind.ts'
import { broken, type Standing, standing } from '../../domain/rules/promise.ts'
import type { Closing } from './closings.ts'

/** A promise as it stands to whoever looks now: with what they have just done to it. */
export interface Owed {
  readonly promise: Row<'commitment'>
  readonly standing: Standing
  readonly broken: boolean
  readonly closing: Closing | null
}

function withClosing(promise: Row<'commitment'>, closing: Closing | null): Row<'commitment'> {
  if (closing === null || closing.refused !== null || promise.state !== 'open') return promise
  return { ...promise, state: closing.state, closedAt: closing.at }
}

const order: Readonly<Record<Standing, number>> = { late: 0, soon: 1, open: 2, kept: 3, cancelled: 3 }

interface Asked {
  readonly promises: readonly Row<'commitment'>[]
  readonly closings: Readonly<Record<string, Closing>>
  readonly now: number
}

/** Promises still owed, the most pressing first, with those ended here just now in their old places; and the others, newest first. */
export function owedAndEnded({ promises, closings, now }: Asked): { readonly owed: readonly Owed[]; readonly ended: readonly Owed[] } {
  const all = promises.map((row): Owed => {
    const closing = closings[row.id] ?? null
    const promise = withClosing(row, closing)
    return { promise, standing: standing(promise, now), broken: broken(promise, now), closing }
  })
  // A row does not leave from under the pointer that just ended it: it goes to the others when the case is opened anew.
  const here = ({ promise, closing }: Owed) => promise.state === 'open' || closing !== null
  const before = ({ promise }: Owed) => order[standing({ ...promise, state: 'open', closedAt: null }, now)]
  return {
    owed: all.filter(here).sort((a, b) => before(a) - before(b) || a.promise.dueAt - b.promise.dueAt),
    ended: all.filter((one) => !here(one)).sort((a, b) => (b.promise.closedAt ?? 0) - (a.promise.closedAt ?? 0)),
  }
}
