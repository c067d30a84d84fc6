import { buildUi } from '../server/ui/build.ts'
import { run, say } from './script.ts'

say(`The pages are in ${await buildUi()}.`)
process.exit(
  await run('node_modules/vite/bin/vite.js', [
    'build',
    '--config',
    'main/vite.config.ts',
    '--logLevel',
    'warn',
  ]),
)
