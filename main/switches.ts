import { app } from 'electron'

/** What a person may still pass to the packaged app: how it scales and which display server it speaks to. */
const known: readonly string[] = ['force-device-scale-factor', 'ozone-platform', 'ozone-platform-hint']

/** The names of the switches among `argv` that are not ours to honour, spelt as Chromium stores them. */
export function unknownSwitches(
  argv: readonly string[],
  platform: NodeJS.Platform = process.platform,
): string[] {
  const isWindows = platform === 'win32'
  // Read as Chromium does: blanks around it do not count, and on Windows neither does case, and a slash is a dash.
  const form = isWindows ? /^(?:--?|\/)([^=-][^=]*)/ : /^--?([^=-][^=]*)/
  return argv
    .map((argument) => form.exec(argument.trim())?.[1])
    .filter((name) => name !== undefined)
    .map((name) => (isWindows ? name.toLowerCase() : name))
    .filter((name) => !known.includes(name))
}

/** A shortcut somebody doctored must not open a debugging port or drop a protection in the packaged app. */
export function dropUnknownSwitches(argv: readonly string[] = process.argv): void {
  if (!app.isPackaged) return
  for (const name of unknownSwitches(argv.slice(1))) app.commandLine.removeSwitch(name)
}
