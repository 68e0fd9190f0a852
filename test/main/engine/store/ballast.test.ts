import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Ballast } from '../../../../src/main/engine/store/ballast.ts'
import { freshFolder, removeFolder } from '../../../support/folder.ts'

let folder = ''
beforeEach(async () => {
  folder = await freshFolder('ballast')
})
afterEach(() => removeFolder(folder))

test('room is set aside while there is plenty, given up once, and set aside again when there is plenty again', () => {
  let free = 1024 ** 3
  const ballast = new Ballast(join(folder, 'desk.db'), () => free)
  const file = join(folder, 'ballast')
  expect(ballast.tend()).toBe(true)
  expect(statSync(file).size).toBe(16 * 1024 ** 2)
  expect(ballast.release()).toBe(true)
  expect(ballast.release()).toBe(false)
  free = 1024 ** 2
  expect(ballast.tend()).toBe(false)
  expect(existsSync(file)).toBe(false)
  free = 1024 ** 3
  expect(ballast.tend()).toBe(true)
})
