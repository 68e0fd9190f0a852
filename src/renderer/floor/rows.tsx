import { Trans, useLingui } from '@lingui/react/macro'
import { type FocusEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import type { Top } from '../../domain/contract/floor.ts'
import { type Assignable, type OpenCase, openCase } from '../store/view.ts'
import { useFar } from '../ui/near.ts'

/** Rows on screen and what each stands for; the one that has the focus is the one that is meant. */
const meant = new WeakMap<Element, Assignable>()

/** The case of the row that has the focus; null where there is none. */
export const focusedCase = (): Assignable | null => (document.activeElement ? (meant.get(document.activeElement) ?? null) : null)

/** Moves the focus to the next row of the floor, or the one before; from elsewhere to the first. */
export function stepRow(by: 1 | -1): void {
  const rows: readonly Element[] = [...document.querySelectorAll('.floor-row')]
  const at = document.activeElement ? rows.indexOf(document.activeElement) : -1
  const next = rows[at === -1 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by))]
  if (next instanceof HTMLElement) next.focus()
}

/** A row that moves up or down is taken out and put back, which would leave whoever was on it nowhere: it keeps the focus. */
export function useFocusKept(): { readonly onFocus: (event: FocusEvent) => void; readonly onPointerDown: () => void } {
  const last = useRef<HTMLElement | null>(null)
  useLayoutEffect(() => {
    const lost = document.activeElement === null || document.activeElement === document.body
    if (lost && last.current?.isConnected) last.current.focus()
  })
  return {
    onFocus: ({ target }) => {
      last.current = target instanceof HTMLElement && target.matches('.floor-row') ? target : null
    },
    onPointerDown: () => {
      last.current = null
    },
  }
}

interface FloorRowProps {
  /** The case it opens, or the customer alone; null where there is none to open. */
  readonly of: Assignable | OpenCase | null
  readonly tone?: 'danger' | 'warn' | undefined
  /** What it is about, in short: all that is told of it while it is far off what is on screen. */
  readonly about: string
  readonly children: ReactNode
}

/** A row of the floor: Enter opens its case, the keys of the screen do the rest. */
export function FloorRow({ of, tone, about, children }: FloorRowProps) {
  const row = useRef<HTMLButtonElement>(null)
  const far = useFar(row)
  useEffect(() => {
    if (row.current && of && 'fence' in of) meant.set(row.current, of)
  }, [of])
  const press = (): void => {
    if (of) openCase({ case: of.case, party: of.party }, true)
  }
  return (
    <li>
      <button
        type="button"
        className="floor-row"
        data-tone={tone}
        disabled={of === null}
        ref={row}
        onClick={press}
        {...(far !== null && { 'aria-label': about, style: { blockSize: far } })}
      >
        {far === null && children}
      </button>
    </li>
  )
}

interface FloorListProps<T> {
  readonly of: Top<T>
  readonly row: (one: T) => ReactNode
  readonly none: ReactNode
}

/** A list of the floor, its beginning; what is not shown is counted. */
export function FloorList<T>({ of, row, none }: FloorListProps<T>) {
  if (of.total === 0) return <p className="floor-none">{none}</p>
  const more = of.total - of.rows.length
  return (
    <>
      <ul className="floor-list">{of.rows.map(row)}</ul>
      {more > 0 && (
        <p className="floor-none">
          <Trans>{more} more, less pressing. Choose a site or a queue to see them.</Trans>
        </p>
      )}
    </>
  )
}

interface PartProps {
  readonly name: string
  readonly title: ReactNode
  readonly label: string
  readonly count: number | null
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A part of the floor, under its heading. */
export const Part = ({ name, title, label, count, aside, children }: PartProps) => (
  <section className={`floor-part floor-${name}`} aria-label={label}>
    <header className="floor-part-head">
      <h3>{title}</h3>
      {count !== null && <span className="floor-count">{count}</span>}
      {aside && <span className="floor-aside">{aside}</span>}
    </header>
    <div className="floor-scroll">{children}</div>
  </section>
)

/** A name of somebody, or what to call them while it is not known. */
export const NameOf = ({ name }: { readonly name: string | null }) => (
  <b className="ellipsis" dir="auto">
    {name ?? <Trans>Unknown visitor</Trans>}
  </b>
)

/** A name, or what to call somebody while it is not known, with what it is about. */
export function useAbout(name: string | null, what: string | null): string {
  const { t } = useLingui()
  const who = name ?? t`Unknown visitor`
  return what === null ? who : `${who}: ${what}`
}
