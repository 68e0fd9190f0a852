import { resolve } from 'node:path'
import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin'
import babel from '@rolldown/plugin-babel'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const root = import.meta.dirname

export default defineConfig({
  main: {
    build: {
      target: 'node24',
      externalizeDeps: true,
      // The workers' bundles stand beside it.
      emptyOutDir: false,
      sourcemap: true,
      rolldownOptions: {
        input: { index: resolve(root, 'src/main/index.ts') },
        // CommonJS, so that everything before `ready` is certain to run before `ready`.
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  preload: {
    build: {
      target: 'node24',
      externalizeDeps: false,
      sourcemap: 'inline',
      // A sandboxed preload can neither be an ES module nor require a file: one file.
      rolldownOptions: {
        input: { index: resolve(root, 'src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: resolve(root, 'src/renderer'),
    plugins: [react(), lingui(), babel({ presets: [linguiTransformerBabelPreset()] })],
    build: {
      target: 'chrome154',
      minify: true,
      // Read from disk, not from a network: one chunk is right.
      chunkSizeWarningLimit: 4000,
      sourcemap: true,
      // Nothing inline: the content security policy allows fonts and styles from our own origin only.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: { index: resolve(root, 'src/renderer/index.html') } },
    },
  },
})
