/** What the stand-in is started with: `electron [-r file] [switches] <app> [arguments]`, as Electron. */
export interface Arguments {
  readonly entry: string | undefined
  readonly required: readonly string[]
  readonly debuggingPort: string | undefined
  readonly version: boolean
}

/** Reads them; anything else that begins with a dash is Chromium's or the app's, and stays in process.argv. */
export function readArguments(words: readonly string[]): Arguments {
  const required: string[] = []
  let entry: string | undefined
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? ''
    if (word === '-r' || word === '--require') required.push(words[++index] ?? '')
    else if (!word.startsWith('-')) entry ??= word
  }
  const port = words.find((word) => word.startsWith('--remote-debugging-port'))
  return {
    entry,
    required,
    debuggingPort: port === undefined ? undefined : (port.split('=')[1] ?? '0'),
    version: words.includes('--version') || words.includes('-v'),
  }
}
