import { type ReactNode, useId } from 'react'

interface SectionProps {
  readonly title: string
  readonly count?: number
  /** What stands at the end of the heading's line: a note, a button, a filter. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A titled part of a pane. */
export function Section({ title, count, aside, children }: SectionProps) {
  const id = useId()
  return (
    <section className="section" aria-labelledby={id}>
      <div className="section-head">
        <h3 id={id}>{title}</h3>
        {count !== undefined && <span className="section-count">{count}</span>}
        {aside !== undefined && <div className="section-aside">{aside}</div>}
      </div>
      {children}
    </section>
  )
}
