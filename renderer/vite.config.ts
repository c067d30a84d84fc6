import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** react-aria speaks thirty languages and the interface one: every other dictionary is the English one. */
export function oneLanguage(): Plugin {
  return {
    name: 'one-language',
    transform: {
      filter: { id: /[/\\]react-(aria|stately)[^/\\]*[/\\].*intl.*[/\\](?!en-US)[a-z]{2}-[A-Z]{2}\.mjs$/ },
      handler: () => `export { default } from './en-US.mjs'`,
    },
  }
}

/** Compresses once, here, what the server would otherwise compress at every start. */
function compressed(): Plugin {
  let folder = ''
  return {
    name: 'compressed',
    configResolved: ({ root, build }) => {
      folder = resolve(root, build.outDir)
    },
    closeBundle: () => {
      for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(html|js|css|svg|json|webmanifest|txt)$/.test(name)) continue
        const bytes = readFileSync(join(folder, name))
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes))
        writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }))
      }
    },
  }
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), oneLanguage(), compressed()],
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
