import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, defineConfig, type EnvironmentOptions, type Plugin } from 'vite'
import { z } from 'zod'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const dist = here('dist')

const { dependencies } = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(here('../package.json'), 'utf8')))

const platform = [/^electron$/, /^node:/, ...builtinModules]
/** What we ship beside the bundle: among it the database, which comes with machine code. Data is bundled. */
const shipped = Object.keys(dependencies).map((name) => new RegExp(`^${name}($|/)(?!.*\\.json$)`))

interface Program {
  entry: Record<string, string>
  format?: 'es' | 'cjs'
  external?: RegExp[]
}

function program({ entry, format = 'es', external = [] }: Program): EnvironmentOptions {
  const extension = format === 'es' ? 'js' : 'cjs'
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: ['electron'] },
    build: {
      outDir: dist,
      emptyOutDir: false,
      minify: false,
      target: 'node24',
      lib: { entry, formats: [format], fileName: (_format, name) => `${name}.${extension}` },
      // Names that stay: what an older build left would be packed as well.
      rolldownOptions: {
        external: [...platform, ...external],
        output: { chunkFileNames: 'updater-[name].js' },
      },
    },
  }
}

/** The server finds its files beside its sources; bundled, it must go on looking there. */
function keepsItsPlace(): Plugin {
  return {
    name: 'keeps-its-place',
    transform: {
      filter: { id: /[/\\]server[/\\][^.]*\.ts$/, code: 'import.meta.url' },
      handler(code, id) {
        const source = relative(dist, id).replaceAll('\\', '/')
        return code.replaceAll('import.meta.url', `new URL('${source}', import.meta.url).href`)
      },
    },
  }
}

// Given by .ci/package.ts to a build that is signed for it; others know nothing of a maker.
const vendor = process.env['WEFTID_VENDOR']

export default defineConfig({
  root: here('.'),
  define: vendor === undefined ? {} : { __WEFTID_VENDOR__: vendor },
  publicDir: false,
  plugins: [keepsItsPlace()],
  environments: {
    shell: program({ entry: { index: here('index.ts') } }),
    // A sandboxed preload is one file of CommonJS.
    preload: program({
      entry: { preload: here('preload.ts'), 'local-preload': here('local-pages/preload.ts') },
      format: 'cjs',
    }),
    backend: program({ entry: { backend: here('backend.ts') } }),
    server: program({
      entry: { server: here('../server/index.ts'), checkpointer: here('../server/db/checkpointer.ts') },
      external: shipped,
    }),
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['shell', 'preload', 'backend', 'server']) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
      await build({ configFile: here('../renderer/local-pages/vite.config.ts'), logLevel: 'warn' })
    },
  },
})
