/** Where a match begins and ends in what the search gives back. */
const [OPEN, CLOSE] = ['\u2068', '\u2069']

const LEAD = 24

/** So that the match is seen however narrow the row: what leads up to it is cut at a word. */
function led(text: string): string {
  const at = text.indexOf(OPEN)
  return at <= LEAD ? text : `…${text.slice(text.indexOf(' ', at - LEAD) + 1)}`
}

/** The words around a match, the match itself marked. */
export function Snippet({ text }: { readonly text: string }) {
  const parts = led(text)
    .split(new RegExp(`(${OPEN}[^${CLOSE}]*${CLOSE})`))
    .map((part, i) => ({ key: `${i}`, part }))
  return (
    <span className="palette-snippet ellipsis" dir="auto">
      {parts.map(({ key, part }) => (part.startsWith(OPEN) ? <mark key={key}>{part.slice(1, -1)}</mark> : <span key={key}>{part}</span>))}
    </span>
  )
}
