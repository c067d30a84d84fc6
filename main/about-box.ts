import { release } from 'node:os'
import { app, clipboard, dialog } from 'electron'
import { z } from 'zod'
import { surroundings } from './authenticators/built-in.ts'
import { capabilitiesOf } from './authenticators/capabilities.ts'
import { handle } from './ipc.ts'
import { lastLines } from './log/log.ts'
import { redact } from './log/redact.ts'
import type { Connection } from './servers/connection.ts'

/** What a help desk asks for first: versions, system and server; nothing about the person. */
export function summary(connection: Connection): string {
  const { electron, chrome } = process.versions
  const server = connection.target()?.kind === 'local' ? 'this computer' : (connection.page.origin ?? 'none')
  return [
    `WeftID ${app.getVersion()}${app.isPackaged ? '' : ' (development)'}`,
    `Server: ${server}${versionOf(connection.facts()?.version)}`,
    `Electron ${electron}, Chromium ${chrome}`,
    `${process.platform} ${process.arch} ${release()}`,
  ].join('\n')
}

const loggedLines = 100

/** The summary, what works in this window, and the end of the log: to send to whoever helps, without a secret in it. */
export function diagnostics(connection: Connection): string {
  const { builtIn, keyPin, phone } = capabilitiesOf(surroundings(connection.page))
  const works = `This computer: ${builtIn ?? 'not in the window'}; PIN of a key: ${yesNo(keyPin)}; phone: ${yesNo(phone)}`
  return [summary(connection), works, '', ...lastLines(loggedLines).map((line) => redact(line))].join('\n')
}

const yesNo = (is: boolean) => (is ? 'yes' : 'no')

/** Puts what `diagnostics` says on the clipboard. */
export function copyDiagnostics(connection: Connection): Promise<void> {
  return clipboard.writeText(diagnostics(connection))
}

/** Lets the page offer the same where something went wrong; it never sees the text. */
export function copyOnRequest(connection: Connection): void {
  handle(connection.page, 'desktop:copy-diagnostics', z.tuple([]), () => copyDiagnostics(connection))
}

/** Shows what this is, and offers to copy it. */
export async function showAbout(connection: Connection): Promise<void> {
  const [message = '', ...detail] = summary(connection).split('\n')
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
