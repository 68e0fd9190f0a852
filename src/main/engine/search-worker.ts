import { parentPort } from 'node:worker_threads'
import { type FromSearch, ToSearch } from './port.ts'
import { search } from './search/search.ts'
import { openReading } from './store/open.ts'
import type { Store } from './store/store.ts'

const port = parentPort
if (!port) throw new Error('searching runs as a worker')

const tell = (told: FromSearch): void => port.postMessage(told)
let store: Store | null = null

function answer({ n, text, limit }: Extract<ToSearch, { is: 'search' }>): void {
  try {
    tell({ is: 'answer', n, answer: store ? search(store, text, limit) : [] })
  } catch (error) {
    // The edge of the worker: whoever asked is told, the others go on.
    tell({ is: 'failed', n, message: String(error) })
  }
}

port.on('message', (input: unknown) => {
  const told = ToSearch.parse(input)
  if (told.is === 'search') answer(told)
  else if (told.is === 'open') store = openReading(told)
  else {
    store?.close()
    port.close()
  }
})
