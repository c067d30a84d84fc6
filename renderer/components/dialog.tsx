import type { ReactNode } from 'react'
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

/** A modal dialog over the page. Focus stays inside and returns to the control that opened it. */
export function Dialog(props: DialogProps) {
  const { title, isOpen, onClose, isDestructive = false, wide = false, children, actions } = props
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
