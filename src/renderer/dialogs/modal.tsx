import type { ReactNode } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal as AriaModal, ModalOverlay } from 'react-aria-components/Modal'
import { showOverlay } from '../store/view.ts'

interface ModalProps {
  readonly title: string
  /** Kept for those who listen where a search field says it already. */
  readonly titleUnseen?: boolean
  readonly size?: 'small' | 'form' | 'wide' | 'palette'
  readonly children: ReactNode
}

/** What stands over everything: one at a time, left with Escape, and the focus goes back to where it was. */
export function Modal({ title, titleUnseen = false, size = 'small', children }: ModalProps) {
  return (
    <ModalOverlay className="overlay" isOpen isDismissable onOpenChange={(open) => !open && showOverlay(null)}>
      <AriaModal className={`modal modal-${size}`}>
        <Dialog className="dialog">
          <Heading slot="title" level={2} className={titleUnseen ? 'unseen' : 'dialog-title'}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </AriaModal>
    </ModalOverlay>
  )
}
