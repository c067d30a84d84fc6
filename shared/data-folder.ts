interface Surroundings {
  platform: string
  home: string
  env: Record<string, string | undefined>
}

/** Where WeftID keeps its data: `WEFTID_DATA`, else a folder of this person's own, where their system wants it. */
export function dataFolder({ platform, home, env }: Surroundings): string {
  if (env['WEFTID_DATA']) return env['WEFTID_DATA']
  if (platform === 'win32') return `${env['APPDATA'] ?? `${home}\\AppData\\Roaming`}\\WeftID`
  if (platform === 'darwin') return `${home}/Library/Application Support/WeftID`
  return `${env['XDG_DATA_HOME'] ?? `${home}/.local/share`}/weftid`
}
