import type { KindRow } from '../../src/domain/kind.ts'
import type { Scope } from '../../src/domain/scope.ts'
import { ids, NOW } from './rows.ts'

export const EPOCH = '0f0e0d0c-0b0a-4908-8706-050403020100'

/** A row on its way, at a version. */
export const sent = (ver: number, { kind, row }: KindRow): object => ({ kind, id: row.id, ver, body: row })

/** A page of a scope that ends with it, so that the scope is whole. */
export const lastPage = (scope: Scope, ...rows: readonly object[]): object => ({ scope, rows, next: null })

/** A frame as the hub sends it; what a test does not say is empty. */
export const frame = (from: number, to: number, more: object = {}): object => ({
  epoch: EPOCH,
  reset: false,
  from,
  to,
  head: to,
  at: NOW,
  rows: [],
  gone: [],
  decided: [],
  pages: [],
  leave: [],
  ...more,
})

export const katharina: Scope = `party:${ids.katharina}`
export const inbox: Scope = `queue:${ids.inbox}`
export const mine: Scope = `user:${ids.lena}`
