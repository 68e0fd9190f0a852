import { defineConfig } from '@lingui/cli'
import { formatter } from '@lingui/format-po'

/** `npx lingui extract --clean` brings the catalogues up to date; `npm run check` fails while a message lacks its translation. */
export default defineConfig({
  locales: ['en', 'de', 'pseudo'],
  sourceLocale: 'en',
  pseudoLocale: 'pseudo',
  fallbackLocales: { default: 'en' },
  // Where a message stands is told by its file; line numbers would change every catalogue with every edit.
  format: formatter({ lineNumbers: false }),
  catalogs: [{ path: '<rootDir>/src/renderer/locales/{locale}', include: ['src/renderer', 'src/domain'] }],
})
