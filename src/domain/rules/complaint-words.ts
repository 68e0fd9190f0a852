import type { Row } from '../kind.ts'

/** What the customer themselves said in a case: its subject and their messages. An agent's words prove nothing of theirs. */
export function customerWords(header: Row<'case'>, messages: readonly Row<'message'>[]): string {
  const said = messages.filter((row) => row.case === header.id && row.author.kind === 'customer').map((row) => row.text)
  return [header.subject, ...said].join('\n')
}

/** Whether something done to a car can belong to a case: the same car, or one of the two does not say which. */
export const sameCar = (header: Row<'case'>, vehicle: string | null): boolean =>
  header.vehicle === null || vehicle === null || header.vehicle.id === vehicle
