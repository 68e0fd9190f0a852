import { Trans, useLingui } from '@lingui/react/macro'
import { createContext, useContext, useEffect, useState } from 'react'
import type { Row } from '../../../domain/kind.ts'
import { alarm } from '../../store/announce.ts'
import { desk } from '../../store/desk.ts'
import { bytesOf } from '../../ui/bytes.ts'
import { Icon } from '../../ui/icon.tsx'
import { thumbOf } from '../../ui/thumb.ts'
import { usePlace } from '../../ui/use-place.ts'
import { bytesFor, keepFile } from './keep-file.ts'

type Attachment = Row<'attachment'>

/** The files of the case that is open. */
export const CaseFiles = createContext<readonly Attachment[]>([])

/** The files that came with a message; a file of no message stands by itself at the end. */
export function Files({ message }: { readonly message: string | null }) {
  const { t } = useLingui()
  const files = useContext(CaseFiles).filter((file) => file.message === message)
  if (files.length === 0) return null
  return (
    <ul className="files thread-files" aria-label={t`Files`}>
      {files.map((file) => (
        <FileCard key={file.id} file={file} />
      ))}
    </ul>
  )
}

function useThumb({ sha256, type }: Attachment): string | null {
  const [thumb, setThumb] = useState<string | null>(null)
  useEffect(() => {
    if (!type.startsWith('image/')) return
    let gone = false
    bytesFor(desk, sha256)
      .then((bytes) => (bytes === null ? null : thumbOf(new Blob([bytes], { type }))))
      .then(
        (made) => gone || setThumb(made),
        () => null,
      )
    return () => {
      gone = true
    }
  }, [sha256, type])
  return thumb
}

/** One file: a small picture or its name, and whether the hub has its bytes yet. Pressed, it is kept where the person says. */
function FileCard({ file }: { readonly file: Attachment }) {
  const { t } = useLingui()
  const place = usePlace()
  const thumb = useThumb(file)
  const keep = async (): Promise<void> => {
    const kept = await keepFile(desk, file)
    if (!kept) alarm(t`The bytes of this file are not here and cannot be fetched now.`)
  }
  return (
    <li>
      <button type="button" className="file" onClick={() => void keep()} title={t`Save ${file.name}`}>
        {thumb === null ? (
          <Icon name={file.type.startsWith('image/') ? 'file-image' : 'file-text'} size={18} />
        ) : (
          <img src={thumb} alt="" />
        )}
        <span className="file-name">
          <span className="ellipsis" dir="auto">
            {file.name}
          </span>
          <small>
            {bytesOf(file.size, place)}
            {file.state === 'awaited' && (
              <span className="file-awaited">
                <Icon name="clock" size={11} />
                <Trans>Not at the hub yet</Trans>
              </span>
            )}
          </small>
        </span>
      </button>
    </li>
  )
}
