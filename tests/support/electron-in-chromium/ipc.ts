import { EventEmitter } from 'node:events'
import type { IpcMain, IpcMainInvokeEvent, WebContents, WebFrameMain } from 'electron'
import type { Frame } from 'playwright-core'
import { standIn } from '../electron-double/recorded.ts'
import { fromChromium, originOf } from './scheme.ts'

type Answer = Parameters<IpcMain['handle']>[1]

const answers = new Map<string, Answer>()

export const ipcMain = Object.assign(new EventEmitter(), {
  handle(channel: string, answer: Answer) {
    if (answers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    answers.set(channel, answer)
  },
  removeHandler(channel: string) {
    answers.delete(channel)
  },
} satisfies Pick<IpcMain, 'handle' | 'removeHandler'>)

/** A frame as main sees it: where it is, and what it is in. */
export function frameOf(frame: Frame): WebFrameMain {
  const parent = frame.parentFrame()
  return standIn<WebFrameMain>({
    origin: originOf(frame.url()),
    url: fromChromium(frame.url()),
    parent: parent && frameOf(parent),
    detached: frame.isDetached(),
  })
}

/** A frame's request arrives in main. */
export async function answer(
  sender: Pick<WebContents, 'id'>,
  frame: Frame,
  channel: string,
  args: unknown[],
): Promise<unknown> {
  const handler = answers.get(channel)
  if (!handler) throw new Error(`No handler registered for '${channel}'`)
  // The very object that main knows as the window's contents, of which the double has only a part.
  const contents = sender as WebContents
  const event = standIn<IpcMainInvokeEvent>({ type: 'frame', sender: contents, senderFrame: frameOf(frame) })
  const answered: unknown = await handler(event, ...args)
  return answered
}
