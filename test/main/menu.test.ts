import { expect, test } from 'vitest'
import { accelerator } from '../../src/main/accelerator.ts'
import { reasonOf } from '../../src/main/reasons.ts'
import { settingsOf } from '../../src/main/settings.ts'

test('letters belong to the page, so the menu never shows them as its own keys', () => {
  for (const key of ['J', 'Shift+A', '?', '.', '[', 'G M', 'Escape', 'Enter', null]) expect(accelerator(key)).toBeNull()
})

test('chords and function keys are shown in the menu as the platform writes them', () => {
  expect(accelerator('Mod+K')).toBe('CommandOrControl+K')
  expect(accelerator('Mod+Enter')).toBe('CommandOrControl+Enter')
  expect(accelerator('F6')).toBe('F6')
  expect(accelerator('Shift+F6')).toBe('Shift+F6')
})

test('whatever kept the local data shut has a reason the sign-in screen knows', () => {
  expect(['in-use', 'newer', 'disk-full', 'wrong-key', 'damaged', 'never heard of'].map(reasonOf)).toEqual([
    'in-use',
    'newer-data',
    'disk-full',
    'damaged',
    'damaged',
    'failed',
  ])
})

test('a data folder that is no whole path is refused by name', () => {
  expect(() => settingsOf({ FORECOURT_HOME: 'data' }, 'linux')).toThrow(/FORECOURT_HOME is "data"/)
})

test('an address and password may come from the environment, the password with whatever it holds', () => {
  expect(settingsOf({ FORECOURT_HOME: '/x', FORECOURT_SIGN_IN: 'lena@example.org:a:b' }, 'linux').signIn).toEqual({
    email: 'lena@example.org',
    password: 'a:b',
  })
  expect(settingsOf({ FORECOURT_HOME: '/x', FORECOURT_SIGN_IN: 'sample' }, 'linux').signIn).toBeNull()
})
