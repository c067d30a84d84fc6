import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where this person's programs keep their data on this system, in a folder of ours. */
export function dataFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'WeftID')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'WeftID')
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'weftid')
}
