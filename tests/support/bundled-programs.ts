import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, type Plugin } from 'vite'
import { programFolder, programs } from './programs.ts'

const root = join(import.meta.dirname, '../..')

/** Machine code, what finds its files beside itself, and the databases that Knex knows and we do not. */
const external = [
  ...builtinModules,
  /^node:/,
  /^(better-sqlite3|@node-rs\/argon2|pino|vite|@vitejs\/.*)($|\/)/,
  /^(mariadb|mysql2?|oracledb|pg-native|pg-query-stream|sqlite3|tedious)($|\/)/,
]

/** Programs look for other files beside their sources: bundled, they go on looking there. */
const keepsItsPlace: Plugin = {
  name: 'keeps-its-place',
  transform: {
    filter: { id: /[/\\](server|tests)[/\\][^.]*\.ts$/, code: 'import.meta.' },
    handler: (code, id) =>
      code
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
        .replaceAll('import.meta.filename', JSON.stringify(id)),
  },
}

/** Once a run: makes one file of each program. */
export default async function setup(): Promise<void> {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    plugins: [keepsItsPlace],
    ssr: { noExternal: true },
    build: {
      ssr: true,
      write: false,
      minify: false,
      target: 'node24',
      rolldownOptions: {
        input: programs,
        external,
        output: { entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
      },
    },
  })
  await mkdir(programFolder, { recursive: true })
  for (const { output } of [built].flat().filter((each) => 'output' in each))
    for (const file of output)
      if (file.type === 'chunk') await keep(join(programFolder, file.fileName), file.code)
}

/** Writes it where it has changed, whole at once: another run may be starting it. */
async function keep(file: string, code: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => null)) === code) return
  const beside = `${file}.${process.pid}`
  await writeFile(beside, code)
  await rename(beside, file)
}
