import { type ChangeEvent, type ClipboardEvent, type DragEvent, useRef, useState } from 'react'
import { useOffer } from '../../commands/offers.ts'
import { type NotTaken, takeFiles } from './files.ts'

/** The ways a file comes in: chosen, pasted, dropped. */
export function useAttach(caseId: string) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [not, setNot] = useState<NotTaken | null>(null)
  const take = (files: FileList | null): boolean => {
    if (files === null || files.length === 0) return false
    setNot(takeFiles(caseId, [...files]))
    return true
  }
  useOffer('case.attach', () => input.current?.click())
  const onChange = (event: ChangeEvent<HTMLInputElement>): void => {
    take(event.target.files)
    // The same file may be chosen again.
    event.target.value = ''
  }
  const onPaste = (event: ClipboardEvent): void => {
    if (take(event.clipboardData.files)) event.preventDefault()
  }
  const carries = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')
  const drop = {
    onDragOver: (event: DragEvent): void => {
      if (!carries(event)) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: (): void => setOver(false),
    onDrop: (event: DragEvent): void => {
      setOver(false)
      if (take(event.dataTransfer.files)) event.preventDefault()
    },
  }
  return { input, over, not, onChange, onPaste, drop }
}
