import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import { defineConfig, type EnvironmentOptions } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Electron and Node are there at run time; so are the packages we ship, among them the one with machine code. */
const external = [/^electron$/, /^node:/, ...builtinModules]

function program(entry: Record<string, string>, format: 'es' | 'cjs', extension: string): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: ['electron'] },
    build: {
      outDir: here('dist'),
      emptyOutDir: false,
      minify: false,
      target: 'node24',
      lib: { entry, formats: [format], fileName: (_format, name) => `${name}.${extension}` },
      rolldownOptions: { external },
    },
  }
}

export default defineConfig({
  root: here('.'),
  publicDir: false,
  environments: {
    shell: program({ index: here('index.ts') }, 'es', 'js'),
    // A sandboxed preload is one file of CommonJS.
    preload: program({ preload: here('preload.ts') }, 'cjs', 'cjs'),
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['shell', 'preload']) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
})
