import type { Place } from './format.ts'

const steps = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** An amount of data as people say it: 812 kB, 4.2 MB, 12 GB. */
export function bytesOf(bytes: number, { locale }: Place): string {
  const step = Math.min(steps.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1_000 ** step
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: steps[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && step > 1 ? 1 : 0,
  }).format(value)
}
