import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { oneLanguage } from '../vite.config.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The pages that no server serves: built beside the shell, which shows them in a session of their own. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  publicDir: here('../public'),
  plugins: [react(), oneLanguage()],
  build: {
    outDir: here('../../main/dist/pages'),
    emptyOutDir: true,
    target: 'chrome140',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['connect.html', 'settings.html', 'picker.html'].map(here) },
  },
})
