import { app, clipboard, dialog } from 'electron'
import type { Connection } from './servers/connection.ts'

/** What a help desk asks for first: versions, system and server; nothing about the person. */
export function diagnostics(connection: Connection): string {
  const { electron, chrome } = process.versions
  const server = connection.target()?.kind === 'local' ? 'this computer' : (connection.page.origin ?? 'none')
  return [
    `WeftID ${app.getVersion()}${app.isPackaged ? '' : ' (development)'}`,
    `Server: ${server}${versionOf(connection.facts()?.version)}`,
    `Electron ${electron}, Chromium ${chrome}`,
    `${process.platform} ${process.arch} ${process.getSystemVersion()}`,
  ].join('\n')
}

/** Puts what `diagnostics` says on the clipboard. */
export function copyDiagnostics(connection: Connection): Promise<void> {
  return clipboard.writeText(diagnostics(connection))
}

/** Shows what this is, and offers to copy it. */
export async function showAbout(connection: Connection): Promise<void> {
  const [message = '', ...detail] = diagnostics(connection).split('\n')
  const { response } = await dialog.showMessageBox({
    type: 'info',
    title: 'About WeftID',
    message,
    detail: detail.join('\n'),
    buttons: ['Close', 'Copy diagnostics'],
    noLink: true,
  })
  if (response === 1) await copyDiagnostics(connection)
}

const versionOf = (version: string | undefined) => (version === undefined ? '' : `, WeftID ${version}`)
