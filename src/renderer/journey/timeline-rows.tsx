import { useLingui } from '@lingui/react/macro'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { TimelineRow } from './calendar.ts'
import { concerns } from './entries.ts'
import { EntryRow, entryId } from './entry-row.tsx'
import { Heading } from './heading.tsx'

interface RowsProps {
  readonly rows: readonly TimelineRow[]
  readonly pinned: ReadonlySet<string>
  readonly marked: string | null
  /** Counts the askings for the marked row. */
  readonly asked: number
  readonly total: number
  readonly now: number
}

const goTo = (key: string): void => {
  const element = document.getElementById(entryId(key))
  element?.scrollIntoView({ block: 'center' })
  element?.focus({ preventScroll: true })
}

const placeOf = (rows: readonly TimelineRow[], marked: string | null): number =>
  rows.findIndex((row) => row.of === 'entry' && concerns(row.entry, marked))

/** Goes to the marked row when somebody asks for it, once for each asking. */
function useGoing({ rows, marked, asked }: RowsProps, go: (index: number, key: string) => void): void {
  const done = useRef(asked)
  useEffect(() => {
    const index = placeOf(rows, marked)
    const row = rows[index]
    if (asked === done.current || !row) return
    done.current = asked
    go(index, row.key)
  }, [rows, marked, asked, go])
}

type OneProps = Omit<RowsProps, 'rows' | 'asked'> & {
  readonly row: TimelineRow
  readonly index: number
  readonly measure: (node: HTMLElement | null) => void
}

function One({ row, pinned, marked, total, now, index, measure }: OneProps) {
  if (row.of === 'heading') return <Heading heading={row} index={index} measure={measure} />
  const { entry, daily, position } = row
  return (
    <EntryRow
      entry={entry}
      daily={daily}
      position={position}
      total={total}
      pinned={pinned.has(entry.row)}
      marked={concerns(entry, marked)}
      now={now}
      index={index}
      measure={measure}
    />
  )
}

/** How far down the pane the list begins, kept right as the sections above it grow and shrink. */
function useMargin(list: RefObject<HTMLElement | null>, scroller: HTMLElement | null): number {
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    const inner = list.current
    if (!inner || !scroller) return
    const read = () => setMargin(Math.round(inner.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop))
    const watcher = new ResizeObserver(read)
    for (const section of scroller.children) watcher.observe(section)
    read()
    return () => watcher.disconnect()
  }, [list, scroller])
  return margin
}

const HEADING = 30
const ENTRY = 50

/**
 * The rows, of which only those near the screen are in the page. They stand in the flow between two gaps, so that the
 * browser's own anchoring keeps what is read in its place when others slot in above it; the library must not do so too.
 */
export function Rows({ scroller, ...props }: RowsProps & { readonly scroller: HTMLElement | null }) {
  const { t } = useLingui()
  const { rows } = props
  const list = useRef<HTMLOListElement>(null)
  const scrollMargin = useMargin(list, scroller)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: (index) => (rows[index]?.of === 'heading' ? HEADING : ENTRY),
    getItemKey: (index) => rows[index]?.key ?? index,
    scrollMargin,
    overscan: 8,
  })
  virtual.shouldAdjustScrollPositionOnItemSizeChange = () => false
  useGoing(props, (index, key) => {
    virtual.scrollToIndex(index, { align: 'center' })
    requestAnimationFrame(() => requestAnimationFrame(() => goTo(key)))
  })
  const items = virtual.getVirtualItems()
  const before = (items[0]?.start ?? scrollMargin) - scrollMargin
  const after = virtual.getTotalSize() - ((items.at(-1)?.end ?? scrollMargin) - scrollMargin)
  return (
    <ol ref={list} className="timeline" aria-label={t`Timeline`}>
      <li className="timeline-gap" aria-hidden="true" style={{ blockSize: before }} />
      {items.map((item) => {
        const row = rows[item.index]
        return row && <One key={row.key} row={row} index={item.index} measure={virtual.measureElement} {...props} />
      })}
      <li className="timeline-gap" aria-hidden="true" style={{ blockSize: Math.max(0, after) }} />
    </ol>
  )
}
