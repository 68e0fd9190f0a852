type Kind = 'counter' | 'gauge'
type Measure = { readonly kind: Kind; readonly help: string; readonly read: () => number }

/** What the hub counts of itself, and how it is read (Prometheus text format 0.0.4). Never anybody's name. */
export type Metrics = {
  /** Counts one more, by a label from a closed set of our own. */
  add(name: string, label?: string): void
  gauge(name: string, help: string, read: () => number): void
  text(): string
}

const safe = /^[a-z0-9_-]{1,40}$/

/** Opens the counters with their explanations. */
export function openMetrics(counters: Readonly<Record<string, string>>): Metrics {
  const counts = new Map<string, Map<string, number>>(Object.keys(counters).map((name) => [name, new Map()]))
  const gauges = new Map<string, Measure>()
  const head = (name: string, help: string, kind: Kind): string => `# HELP forecourt_${name} ${help}\n# TYPE forecourt_${name} ${kind}\n`
  const countersText = (): string =>
    Object.entries(counters)
      .map(([name, help]) => {
        const lines = [...(counts.get(name) ?? [])].map(
          ([label, count]) => `forecourt_${name}${label ? `{what="${label}"}` : ''} ${count}\n`,
        )
        return head(name, help, 'counter') + (lines.length > 0 ? lines.join('') : `forecourt_${name} 0\n`)
      })
      .join('')
  return {
    add(name, label = '') {
      const of = counts.get(name)
      const plain = label === '' || safe.test(label) ? label : 'other'
      of?.set(plain, (of.get(plain) ?? 0) + 1)
    },
    gauge(name, help, read) {
      gauges.set(name, { kind: 'gauge', help, read })
    },
    text: () =>
      countersText() + [...gauges].map(([name, { kind, help, read }]) => `${head(name, help, kind)}forecourt_${name} ${read()}\n`).join(''),
  }
}
