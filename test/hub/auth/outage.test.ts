import { expect, test } from 'vitest'
import { isOutage } from '../../../src/hub/auth/outage.ts'
import { Unavailable } from '../../../src/hub/store/unavailable.ts'

const coded = (code: string) => Object.assign(new Error('x'), { code })

test('a database that is away, full or stopping is an outage', () => {
  const outages = [
    new Unavailable('x'),
    coded('ECONNREFUSED'),
    coded('57P01'),
    coded('53300'),
    coded('08006'),
    new Error('Connection terminated unexpectedly'),
  ]
  expect(outages.map(isOutage)).toEqual(outages.map(() => true))
})

test('a fault of ours is no outage, so that it is seen', () => {
  const faults = [new TypeError('x'), coded('23505'), coded('42P01'), coded('ERR_ASSERTION'), 'ECONNREFUSED', null]
  expect(faults.map(isOutage)).toEqual(faults.map(() => false))
})
