import { Trans, useLingui } from '@lingui/react/macro'
import { useEffect, useState } from 'react'
import { IconButton } from '../../ui/button.tsx'
import { bytesOf } from '../../ui/bytes.ts'
import { Icon } from '../../ui/icon.tsx'
import { thumbOf } from '../../ui/thumb.ts'
import { usePlace } from '../../ui/use-place.ts'
import { type Chosen, chosenFor, dropFile, type NotTaken, useFiles } from './files.ts'

interface ChosenFilesProps {
  readonly caseId: string
  readonly not: NotTaken | null
}

/** What goes with the words: pictures as pictures, files by name. */
export function ChosenFiles({ caseId, not }: ChosenFilesProps) {
  const { t } = useLingui()
  const files = useFiles((all) => chosenFor(all, caseId))
  return (
    <>
      {not !== null && (
        <p className="refused composer-refused" role="alert">
          {not === 'too-large' ? (
            <Trans>A file may have 25 MB at most. Make it smaller, or send a link to it.</Trans>
          ) : not === 'empty' ? (
            <Trans>There is nothing in this file, so it was not taken.</Trans>
          ) : (
            <Trans>Ten files at most go with one message.</Trans>
          )}
        </p>
      )}
      {files.length > 0 && (
        <ul className="files" aria-label={t`Files that go with it`}>
          {files.map((one) => (
            <ChosenFile key={one.id} one={one} onDrop={() => dropFile(caseId, one.id)} />
          ))}
        </ul>
      )}
    </>
  )
}

function useThumb(file: File): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!file.type.startsWith('image/')) return
    let gone = false
    void thumbOf(file).then((made) => gone || setUrl(made))
    return () => {
      gone = true
    }
  }, [file])
  return url
}

function ChosenFile({ one: { file }, onDrop }: { readonly one: Chosen; readonly onDrop: () => void }) {
  const { t } = useLingui()
  const place = usePlace()
  const thumb = useThumb(file)
  return (
    <li className="file">
      {thumb === null ? <Icon name="file-text" size={18} /> : <img src={thumb} alt="" />}
      <span className="file-name">
        <span className="ellipsis" dir="auto" title={file.name}>
          {file.name}
        </span>
        <small>{bytesOf(file.size, place)}</small>
      </span>
      <IconButton icon="x" size={13} label={t`Leave out ${file.name}`} onPress={onDrop} />
    </li>
  )
}
