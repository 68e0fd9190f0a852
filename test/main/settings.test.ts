import { expect, test } from 'vitest'
import { CSP } from '../../src/main/csp.ts'
import { windowOptions } from '../../src/main/window-options.ts'

test('every window is isolated, sandboxed and without Node', () => {
  expect(windowOptions('/preload.cjs', '#fff').webPreferences).toEqual({
    preload: '/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
  })
})

test('the policy allows our own scripts, styles and fonts, and no network at all', () => {
  const rules = new Map(CSP.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1).join(' ')]))
  expect(rules.get('default-src')).toBe("'none'")
  expect(rules.get('script-src')).toBe("'self'")
  expect(rules.get('connect-src')).toBe("'none'")
  expect(rules.get('require-trusted-types-for')).toBe("'script'")
  for (const none of ['object-src', 'base-uri', 'form-action', 'frame-src', 'frame-ancestors']) expect(rules.get(none)).toBe("'none'")
  expect(CSP).not.toMatch(/unsafe|http:|\*/)
})
