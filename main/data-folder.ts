import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where local mode keeps its data: `WEFTID_DATA`, else a folder of this person's own, where their system wants it. */
export function dataFolder(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (env['WEFTID_DATA']) return env['WEFTID_DATA']
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'WeftID')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'WeftID')
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'weftid')
}
