import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { shred } from '../../src/main/shred.ts'
import { freshFolder, removeFolder } from '../support/folder.ts'

let home = ''
beforeEach(async () => {
  home = await freshFolder('shred')
})
afterEach(() => removeFolder(home))

test('I10: on the hub’s word nothing of the profile stays, and the profiles of others are not touched', () => {
  const [hers, his] = [join(home, 'hers'), join(home, 'his')]
  for (const folder of [hers, his]) {
    mkdirSync(folder)
    for (const name of ['profile.json', 'desk.db', 'desk.db-wal', 'desk.db.damaged-1', 'outbox.journal', 'ballast'])
      writeFileSync(join(folder, name), 'words')
  }
  shred(hers)
  expect(existsSync(hers)).toBe(false)
  expect(existsSync(join(his, 'profile.json'))).toBe(true)
  shred(hers)
})
