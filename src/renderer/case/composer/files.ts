import { create } from 'zustand'
import { AttachmentId, type MessageId } from '../../../domain/id.ts'
import type { Row } from '../../../domain/kind.ts'
import { ATTACHMENT_BYTES } from '../../../domain/noun/attachment.ts'
import { desk } from '../../store/desk.ts'
import { onSignedOut } from '../../store/forget.ts'
import { doneOf, newId } from '../../store/run.ts'

/** A file chosen for a case and not given away yet. */
export interface Chosen {
  readonly id: string
  readonly file: File
}

interface Files {
  readonly byCase: Readonly<Record<string, readonly Chosen[] | undefined>>
}

/** Files chosen for each case, in this window. */
export const useFiles = create<Files>(() => ({ byCase: {} }))
onSignedOut(() => useFiles.setState({ byCase: {} }))

const MOST = 10
const none: readonly Chosen[] = []

export const chosenFor = ({ byCase }: Files, id: string): readonly Chosen[] => byCase[id] ?? none

const put = (id: string, files: readonly Chosen[]): void => useFiles.setState(({ byCase }) => ({ byCase: { ...byCase, [id]: files } }))

/** Why a file is not taken. */
export type NotTaken = 'too-large' | 'empty' | 'too-many'

/** Takes files for a case; says of the first one that was not taken why. */
export function takeFiles(id: string, files: readonly File[]): NotTaken | null {
  const held = chosenFor(useFiles.getState(), id)
  const fit = files.filter((file) => file.size > 0 && file.size <= ATTACHMENT_BYTES)
  put(id, [...held, ...fit.map((file) => ({ id: newId(), file }))].slice(0, MOST))
  if (files.some((file) => file.size > ATTACHMENT_BYTES)) return 'too-large'
  if (files.some((file) => file.size === 0)) return 'empty'
  return held.length + fit.length > MOST ? 'too-many' : null
}

export const dropFile = (id: string, file: string): void =>
  put(
    id,
    chosenFor(useFiles.getState(), id).filter((one) => one.id !== file),
  )

/** A media type as the hub takes it; a file that does not say is plain bytes. */
const typeOf = ({ type }: File): string => (/^[a-z0-9][\w.+-]*\/[a-z0-9][\w.+-]*$/.test(type) ? type : 'application/octet-stream')

const nameOf = ({ name }: File): string => name.trim().slice(-200) || 'file'

/** Gives the chosen files to a case, with the message they belong to. What could not be kept stays chosen; how many did not. */
export async function giveFiles({ id, party }: Row<'case'>, message: MessageId | null): Promise<number> {
  for (const { id: key, file } of chosenFor(useFiles.getState(), id)) {
    const bytes = new Uint8Array(await file.arrayBuffer())
    const attachment = AttachmentId.parse(key)
    const done = await doneOf(desk.attach({ attachment, case: id, party, message, name: nameOf(file), type: typeOf(file), bytes }))
    if (done.ok) dropFile(id, key)
  }
  return chosenFor(useFiles.getState(), id).length
}
