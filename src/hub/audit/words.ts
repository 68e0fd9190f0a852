import type { Broken, Verdict } from './verify.ts'

const what: Readonly<Record<Broken['what'], string>> = {
  entry: 'the entry does not say what was decided: one of its columns, or its digest, was changed',
  reason: 'the words of the reason are not those that were given',
  link: 'the link does not hold: an entry of this number was added, removed or moved, or the link itself was changed',
  missing: 'the number has no link: what stood there was removed',
  unlinked: 'the entry belongs to no link: it was put there, moved there, or its link was removed',
  head: 'the feed stands at this number, but the chain ends otherwise: its end was cut off, or the row of the feed was changed',
}

/** A moment in words; what is no moment stays as it is. */
function moment(at: string): string {
  const time = new Date(Number(at))
  return Number.isNaN(time.getTime()) ? at : time.toISOString()
}

/** The first that does not hold, in one line. */
export function brokenWords({ seq, command, at, what: kind }: Broken): string {
  const named = [`number ${seq}`, ...(command === null ? [] : [`command ${command}`]), ...(at === null ? [] : [moment(at)])]
  return `NOT WHOLE: ${named.join(', ')}: ${what[kind]}.`
}

function expectedWords(expect: string, at: string | null): string {
  if (at === null)
    return 'The expected link stands nowhere in this chain: what followed it was cut off and written anew, or a backup from before it was put back.'
  return `The expected link ${expect.slice(0, 8)}… stands at number ${at}: up to there everything is as it was.`
}

/** What a whole chain says of itself, a line each. */
export function wholeWords({ entries, newest, linkedAfter, epochs, expectedAt }: Verdict, expect: string | null): readonly string[] {
  const restored = epochs
    .slice(1)
    .map(({ from, epoch }) => `At number ${from} another epoch begins (${epoch}): a backup was put back before it.`)
  return [
    `${entries} ${entries === 1 ? 'entry' : 'entries'}, whole`,
    ...(linkedAfter === '0' ? [] : [`Numbers up to ${linkedAfter} were linked afterwards, by the update that brought the chain.`]),
    ...restored,
    `Newest link, of number ${newest.seq}: ${newest.link}`,
    ...(expect === null ? [] : [expectedWords(expect, expectedAt)]),
  ]
}
