// @ts-check
import { build } from 'vite'
import { at, root } from '../lib/root.mjs'

/**
 * @typedef {object} NodeBundle
 * @property {string} entry the source file, from the root
 * @property {string} folder where the bundle goes
 * @property {string} file its name
 * @property {'cjs' | 'es'} format
 * @property {string[]} external packages that stay outside
 */

/**
 * One file that Node runs, with every dependency inside but those named.
 * @param {NodeBundle} bundle
 * @param {import('vite').BuildOptions['watch']} [watch]
 */
export const bundleForNode = ({ entry, folder, file, format, external }, watch) =>
  build({
    configFile: false,
    root,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    ssr: { noExternal: true, external, target: 'node' },
    build: {
      ssr: at(entry),
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'node22',
      sourcemap: true,
      minify: false,
      reportCompressedSize: false,
      watch: watch ?? null,
      rolldownOptions: {
        // Optional natives of ws and pg: absent on purpose, and asked for inside a try.
        external: ['bufferutil', 'utf-8-validate', 'pg-native'],
        output: { format, entryFileNames: file, codeSplitting: false },
      },
    },
  })

/**
 * One small script for a page in somebody else's site.
 * @param {{ entry: string, name: string, folder: string, file: string }} script
 */
export const bundleForPage = ({ entry, name, folder, file }) =>
  build({
    configFile: false,
    root,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'es2022',
      sourcemap: true,
      minify: true,
      reportCompressedSize: false,
      lib: { entry: at(entry), name, formats: ['iife'], fileName: () => file },
    },
  })
