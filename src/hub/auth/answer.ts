import type { Problem } from '../../domain/contract/problem.ts'

/** What a door answers: what was asked for, or a problem that says why not. */
export type Said<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem }

export const said = <T>(value: T): Said<T> => ({ ok: true, value })
export const unsaid = (problem: Problem): { readonly ok: false; readonly problem: Problem } => ({ ok: false, problem })
