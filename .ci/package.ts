import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { buildUi } from '../server/ui/build.ts'
import { planPackaging, refuseOtherProcessors, withEntitlements } from './package-plan.ts'
import { root, run, say } from './script.ts'

/** Builds everything and packs it for this system; further arguments are electron-builder's. */
const dist = join(root, 'main/dist')
const given = process.argv.slice(2)

try {
  refuseOtherProcessors(given, process.arch)
  const plan = planPackaging(process.env, process.platform, await publishers())
  for (const note of plan.notes) say(note)
  await removeOldBuild()
  await buildUi()
  const built = await run('node_modules/vite/bin/vite.js', [
    'build',
    '-c',
    'main/vite.config.ts',
    '-l',
    'warn',
  ])
  if (built !== 0) throw new Error('The desktop shell could not be built.')
  if (plan.feed !== null) await writeFile(join(dist, 'update-feed.yml'), plan.feed)
  const more = plan.entitlements === null ? [] : await entitlementsFile(plan.entitlements)
  process.exitCode = await run('node_modules/electron-builder/cli.js', [...given, ...plan.args, ...more])
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`)
  process.exitCode = 1
}

async function publishers(): Promise<string[]> {
  const config: unknown = parse(await readFile(join(root, 'electron-builder.yml'), 'utf8'))
  const { win } = z
    .object({ win: z.object({ signtoolOptions: z.object({ publisherName: z.array(z.string()).min(1) }) }) })
    .parse(config)
  return win.signtoolOptions.publisherName
}

// Whatever lies in main/dist is packed: a chunk that is no longer built must not be among it.
async function removeOldBuild(): Promise<void> {
  const entries = await readdir(dist, { withFileTypes: true }).catch(() => [])
  for (const entry of entries) if (entry.isFile()) await rm(join(dist, entry.name))
}

async function entitlementsFile(keys: string): Promise<string[]> {
  const plist = await readFile(join(root, 'main/build/entitlements.mac.plist'), 'utf8')
  const file = join(dist, 'entitlements.mac.plist')
  await writeFile(file, withEntitlements(plist, keys))
  return [`-c.mac.entitlements=${file}`]
}
