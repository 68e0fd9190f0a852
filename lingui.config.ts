import { defineConfig } from '@lingui/cli'

/** `npx lingui extract --clean` brings the catalogues up to date; `npm run check` fails while a message lacks its translation. */
export default defineConfig({
  locales: ['en', 'de', 'ar', 'pseudo'],
  sourceLocale: 'en',
  pseudoLocale: 'pseudo',
  fallbackLocales: { default: 'en' },
  catalogs: [{ path: '<rootDir>/src/renderer/locales/{locale}', include: ['src/renderer'] }],
})
