import { type ReactNode, useEffect } from 'react'
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

/** Where the act took away the control that opened the dialog, reading goes on at the top of the page. */
function useFocusAfterwards(): void {
  useEffect(
    () => () => {
      // Two frames later: the focus has gone back by then wherever there was something to go back to.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (document.activeElement === document.body)
            document.querySelector('main')?.focus({ preventScroll: true })
        }),
      )
    },
    [],
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
