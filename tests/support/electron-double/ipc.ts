import { EventEmitter } from 'node:events'
import type { IpcMain, IpcMainInvokeEvent, IpcRenderer, WebContents, WebFrameMain } from 'electron'
import { standIn } from './recorded.ts'

type Answer = Parameters<IpcMain['handle']>[1]

/** Who sends a message: which window's contents, from a frame on which origin, and whether inside another frame. */
export interface Sender {
  contentsId: number
  origin: string
  isMainFrame?: boolean
}

const answers = new Map<string, Answer>()

export const ipcMain = {
  handle(channel: string, answer: Answer) {
    if (answers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    answers.set(channel, answer)
  },
} satisfies Pick<IpcMain, 'handle'>

/** Sends a request from any frame one likes, as a page that got hold of raw IPC could; null for one that is gone. */
export async function invokeFrom(from: Sender | null, channel: string, ...args: unknown[]): Promise<unknown> {
  const answer = answers.get(channel)
  if (!answer) throw new Error(`No handler registered for '${channel}'`)
  const answered: unknown = await answer(eventFrom(from), ...args)
  return answered
}

function eventFrom(from: Sender | null): IpcMainInvokeEvent {
  const parent = from?.isMainFrame === false ? standIn<WebFrameMain>({}) : null
  return standIn<IpcMainInvokeEvent>({
    sender: standIn<WebContents>({ id: from?.contentsId ?? 0 }),
    senderFrame: from && standIn<WebFrameMain>({ origin: from.origin, parent }),
  })
}

let page: Sender | null = null

/** The frame that preload runs in from now on. */
export function runPreloadIn(from: Sender): void {
  page = from
}

export const ipcRenderer = Object.assign(new EventEmitter(), {
  invoke: (channel: string, ...args: unknown[]) => invokeFrom(page, channel, ...args),
} satisfies Pick<IpcRenderer, 'invoke'>)
