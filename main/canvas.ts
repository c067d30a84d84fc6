import { nativeTheme } from 'electron'

/** The pages' canvas in the theme of the moment, so that nothing flashes before their first paint. */
export function canvas(): string {
  return nativeTheme.shouldUseDarkColors ? '#0f1316' : '#f8fafb'
}
