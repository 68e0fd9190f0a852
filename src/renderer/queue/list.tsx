import { useLingui } from '@lingui/react/macro'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react'
import type { QueueView } from '../../domain/contract/query.ts'
import { placeWords } from '../words/case-words.ts'
import { Row, rowId } from './row.tsx'
import type { QueueWindow } from './use-window.ts'

const ROW = 76
const FOLDED_ROW = 66

interface ListProps {
  readonly place: QueueView
  readonly window: QueueWindow
  readonly selected: string | null
  readonly folded: boolean
  readonly onFirst: (index: number) => void
  readonly onOpen: (id: string) => void
  readonly onStep: (step: number | 'first' | 'last') => void
  readonly onTurn: () => void
}

const keys: Readonly<Record<string, number | 'first' | 'last'>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: 'first',
  End: 'last',
  PageDown: 8,
  PageUp: -8,
}

function useRows({ window, folded, selected, onFirst }: ListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const active = selected === null ? -1 : window.indexOf(selected)
  const size = folded ? FOLDED_ROW : ROW
  const rows = useVirtualizer({
    count: window.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: 5,
    directDomUpdates: true,
    useFlushSync: false,
    // The active row stays in the page, for `aria-activedescendant` must point at something.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const [from, to] = [Math.max(0, startIndex - overscan), Math.min(count - 1, endIndex + overscan)]
      const seen = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
      if (active < 0 || active >= count || (active >= from && active <= to)) return seen
      return active < from ? [active, ...seen] : [...seen, active]
    },
  })
  const first = rows.range?.startIndex ?? 0
  useEffect(() => onFirst(first), [first, onFirst])
  useEffect(() => {
    if (size > 0) rows.measure()
  }, [rows, size])
  useEffect(() => {
    if (active >= 0) rows.scrollToIndex(active, { align: 'auto' })
  }, [rows, active])
  return { scroller, rows, active }
}

/** The rows themselves: one listbox over any number of cases, of which only those on screen are in the page. */
export function List(props: ListProps) {
  const { place, window, selected, onOpen, onStep, onTurn } = props
  const { i18n } = useLingui()
  const { scroller, rows, active } = useRows(props)
  const press = (event: KeyboardEvent): void => {
    const step = keys[event.key]
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    onStep(step)
  }
  const pick = (event: MouseEvent): void => {
    const id = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-case]')?.dataset.case : undefined
    if (id === undefined) return
    scroller.current?.focus({ preventScroll: true })
    onOpen(id)
    onTurn()
  }
  const shown = active >= 0 && selected !== null ? { 'aria-activedescendant': rowId(selected) } : {}
  return (
    <div
      ref={scroller}
      className="rows"
      role="listbox"
      tabIndex={0}
      data-region-focus=""
      aria-label={i18n._(placeWords[place])}
      {...shown}
      onKeyDown={press}
      onClick={pick}
    >
      <div ref={rows.containerRef} className="rows-inner" role="presentation">
        {rows.getVirtualItems().map(({ index }) => {
          const id = window.idAt(index)
          const isActive = id !== null && id === selected
          return (
            <Row
              key={index}
              id={id}
              index={index}
              total={window.total}
              selected={isActive}
              owners={place === 'team' || place === 'resolved'}
              measure={rows.measureElement}
            />
          )
        })}
      </div>
    </div>
  )
}
