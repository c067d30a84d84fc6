import { buildUi } from '../server/ui/build.ts'
import { say } from './script.ts'

say(`The pages are in ${await buildUi()}.`)
