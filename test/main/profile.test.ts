import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allProfiles, lastProfile, type Profile, profileFolder, readProfile, writeProfile } from '../../src/main/profile.ts'

const home = mkdtempSync(join(tmpdir(), 'profile-'))
const part = { nonce: 'a', tag: 'b', text: 'c' }
const profile = (email: string, usedAt: number): Profile => ({
  version: 1,
  hub: 'https://hub.example.org',
  email,
  name: 'Ada Lind',
  device: '01932b00-0000-7000-8000-0000000000d1' as Profile['device'],
  agent: '01932b00-0000-7000-8000-0000000000a1' as Profile['agent'],
  salt: 's',
  keyring: null,
  byPassword: part,
  byHub: part,
  kept: part,
  usedAt,
})

test('a profile written is the profile read, by its owner only', () => {
  const folder = profileFolder(home, 'https://hub.example.org', 'Ada@example.org')
  writeProfile(folder, profile('ada@example.org', 1))
  expect(readProfile(folder)).toEqual(profile('ada@example.org', 1))
  expect(statSync(join(folder, 'profile.json')).mode & 0o077).toBe(0)
})

test('the folder says neither who nor where, and does not depend on how the address was typed', () => {
  const folder = profileFolder(home, 'https://hub.example.org', 'Ada@Example.org')
  expect(folder).toBe(profileFolder(home, 'https://hub.example.org', 'ada@example.org'))
  expect(folder).not.toMatch(/ada|example/i)
  expect(folder).not.toBe(profileFolder(home, 'https://other.example.org', 'ada@example.org'))
})

test('the profile used last is the one offered', () => {
  writeProfile(profileFolder(home, 'h', 'ben@example.org'), profile('ben@example.org', 20))
  writeProfile(profileFolder(home, 'h', 'cleo@example.org'), profile('cleo@example.org', 10))
  expect(lastProfile(home)?.email).toBe('ben@example.org')
  expect(lastProfile(join(home, 'nowhere'))).toBeNull()
})

test('a profile that cannot be read is left as it is', () => {
  const folder = join(home, 'desk', 'broken')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'profile.json'), '{"version":2}')
  expect(readProfile(folder)).toBeNull()
  expect(readFileSync(join(folder, 'profile.json'), 'utf8')).toBe('{"version":2}')
})

test('everybody whose data is here can be chosen, who was here last first', () => {
  expect(allProfiles(home).map(({ email, name }) => [email, name])[0]).toEqual(['ben@example.org', 'Ada Lind'])
})
