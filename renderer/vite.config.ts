import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** react-aria speaks thirty languages and the interface one: every other dictionary is the English one. */
function oneLanguage(): Plugin {
  return {
    name: 'one-language',
    transform: {
      filter: { id: /[/\\]react-(aria|stately)[^/\\]*[/\\].*intl.*[/\\](?!en-US)[a-z]{2}-[A-Z]{2}\.mjs$/ },
      handler: () => `export { default } from './en-US.mjs'`,
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), oneLanguage()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: ['chrome130', 'firefox132', 'safari18'],
    // The page's policy allows files of this origin and nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // One chunk, so that zod is told not to compile schemas before any module makes one.
            { name: 'zod', test: /node_modules[/\\]zod[/\\]|no-eval/, priority: 2 },
            {
              name: 'react',
              test: /node_modules[/\\](react|react-dom|scheduler|react-router)[/\\]/,
              priority: 1,
            },
          ],
        },
      },
    },
  },
})
