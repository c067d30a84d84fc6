import type { WebContents, WebFrameMain } from 'electron'

/**
 * The one page the shell serves: its origin, and the contents of the window that shows it (none while closed). Both
 * change when the person changes the server; so ask each time, and keep neither. No server, no origin: null.
 */
export interface OurPage {
  readonly origin: string | null
  contents(): WebContents | undefined
}

interface Caller {
  sender: Pick<WebContents, 'id'>
  senderFrame: Pick<WebFrameMain, 'origin' | 'parent'> | null
}

/** Whether a message comes from the main frame of our window while that frame is on our origin. */
export function isOurMainFrame({ sender, senderFrame }: Caller, page: OurPage): boolean {
  // A frame that has navigated or gone since it sent the message is null: nobody to trust.
  if (senderFrame?.parent !== null) return false
  return sender.id === page.contents()?.id && senderFrame.origin === page.origin
}
