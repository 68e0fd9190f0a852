import { expect, test } from 'vitest'
import { isPlain, matches, type Press, printed } from '../../../src/renderer/commands/chord.ts'

const press = (more: Partial<Press>): Press => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  altGraph: false,
  ...more,
})

test('a letter goes by what is typed, capitals or not, but not with Ctrl or Alt', () => {
  expect(matches('J', press({ key: 'j' }), false)).toBe(true)
  expect(matches('J', press({ key: 'j', ctrlKey: true }), false)).toBe(false)
  expect(matches('J', press({ key: 'j', altKey: true }), false)).toBe(false)
  expect(matches('A', press({ key: 'A', shiftKey: true }), false)).toBe(false)
  expect(matches('Shift+A', press({ key: 'A', shiftKey: true }), false)).toBe(true)
})

test('Mod is Ctrl here and Cmd on a Mac', () => {
  expect(matches('Mod+K', press({ key: 'k', ctrlKey: true }), false)).toBe(true)
  expect(matches('Mod+K', press({ key: 'k', metaKey: true }), false)).toBe(false)
  expect(matches('Mod+K', press({ key: 'k', metaKey: true }), true)).toBe(true)
})

test('a digit goes by where it lies, so a French keyboard has it too', () => {
  expect(matches('Mod+1', press({ key: '&', code: 'Digit1', ctrlKey: true }), false)).toBe(true)
})

test('a symbol may need Shift or AltGr, as its layout has it', () => {
  expect(matches('?', press({ key: '?', shiftKey: true }), false)).toBe(true)
  expect(matches('[', press({ key: '[', ctrlKey: true, altKey: true, altGraph: true }), false)).toBe(true)
})

test('only chords that cannot be text work while somebody types', () => {
  expect(['J', '?', 'Shift+A', '[', 'Enter'].every(isPlain)).toBe(true)
  expect(['Mod+K', 'F6', 'Shift+F6', 'Escape', 'Mod+Enter'].some(isPlain)).toBe(false)
})

test('a chord is printed as its keys are', () => {
  expect(printed('Mod+Enter', false)).toBe('Ctrl ↵')
  expect(printed('Enter', false)).toBe('Enter')
  expect(printed('Mod+K', true)).toBe('⌘K')
  expect(printed('Shift+A', false)).toBe('⇧ A')
  expect(printed('G U', false)).toBe('G U')
})
