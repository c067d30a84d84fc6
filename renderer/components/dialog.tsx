import { type ReactNode, useEffect, useState } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'

interface DialogProps {
  title: ReactNode
  isOpen: boolean
  /** Escape, and where nothing is at stake a press outside. Make it cancel. */
  onClose: () => void
  /** For acts that cannot be taken back: announced as an alert, stays when pressed outside. */
  isDestructive?: boolean
  wide?: boolean
  children: ReactNode
  /** The buttons, Cancel first. Where `isDestructive`, give Cancel `autoFocus`. */
  actions?: ReactNode
}

/** What opened the dialog that closes, until the focus has gone back to it: one that opens meanwhile was opened by the same. */
let closing: HTMLElement | null = null

function openerNow(): HTMLElement | null {
  const { activeElement, body } = document
  if (activeElement === body) return closing
  return activeElement instanceof HTMLElement ? activeElement : null
}

/** The focus goes back to what opened the dialog; where the act took that away, reading goes on at the top of the page. */
function useFocusAfterwards(): void {
  const [opener] = useState(openerNow)
  useEffect(
    () => () => {
      closing = opener
      // Two frames later: the focus has gone back by then wherever it does so by itself.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (closing === opener) closing = null
          for (const place of [opener, document.querySelector('main')])
            if (document.activeElement === document.body) place?.focus({ preventScroll: true })
        }),
      )
    },
    [opener],
  )
}

/** A modal dialog over the page. Focus stays inside and returns to the control that opened it, or to the page. */
export function Dialog(props: DialogProps) {
  const { title, isOpen, onClose, isDestructive = false, wide = false, children, actions } = props
  useFocusAfterwards()
  return (
    <ModalOverlay
      className="scrim"
      isOpen={isOpen}
      isDismissable={!isDestructive}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className={wide ? 'dialog dialog--wide' : 'dialog'}>
        <AriaDialog className="dialog__panel" role={isDestructive ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" className="dialog__title">
            {title}
          </Heading>
          <div className="dialog__body">{children}</div>
          {actions === undefined ? null : <div className="dialog__actions">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
