import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { app } from 'electron'

/** Whether WeftID starts when the person signs in to the computer. */
export interface LoginItem {
  /** Null where this system or build cannot. */
  isOn(): boolean | null
  set(wanted: boolean): void
}

/** The way of this system. A development build would start an Electron without an app. */
export function loginItem(platform: NodeJS.Platform = process.platform): LoginItem {
  if (!app.isPackaged) return { isOn: () => null, set: () => undefined }
  if (platform === 'linux') return autostart(autostartFile(process.env, homedir()))
  return {
    isOn: () => app.getLoginItemSettings().openAtLogin,
    set: (openAtLogin) => app.setLoginItemSettings({ openAtLogin }),
  }
}

// Electron does this on Windows and macOS only.
function autostart(file: string): LoginItem {
  return {
    isOn: () => existsSync(file),
    set(wanted) {
      if (!wanted) {
        rmSync(file, { force: true })
        return
      }
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, autostartEntry(process.env['APPIMAGE'] ?? app.getPath('exe')))
    },
  }
}

/** Desktop Application Autostart Specification, "Autostart Directories". */
export function autostartFile(env: Record<string, string | undefined>, home: string): string {
  return join(env['XDG_CONFIG_HOME'] ?? join(home, '.config'), 'autostart', 'weftid.desktop')
}

/** An entry that starts `program`, quoted as the Desktop Entry Specification, "The Exec key", wants it. */
export function autostartEntry(program: string): string {
  // Twice: the value of a key is escaped before the quotes in it are read.
  const quoted = program.replaceAll('%', '%%').replaceAll(/["`$\\]/g, (sign) => `\\${sign}`)
  const exec = `"${quoted}"`.replaceAll('\\', '\\\\')
  return ['[Desktop Entry]', 'Type=Application', 'Name=WeftID', `Exec=${exec}`, 'Terminal=false', ''].join(
    '\n',
  )
}
