/** What the hub's door for files answered. */
export interface FileAnswer {
  readonly status: number
  /** How far the bytes have come at the hub, where it says so. */
  readonly offset: number | null
  readonly bytes: Uint8Array | null
}

export interface FileAsk {
  readonly hub: string
  readonly token: string
  readonly sha256: string
}

export interface Chunk {
  readonly offset: number
  readonly length: number
  readonly bytes: Uint8Array
}

/** The ways of a file to the hub and back. Null where the hub was not reached in time. */
export interface FilesDoor {
  readonly head: (asked: FileAsk) => Promise<FileAnswer | null>
  readonly patch: (asked: FileAsk, chunk: Chunk) => Promise<FileAnswer | null>
  readonly get: (asked: FileAsk) => Promise<FileAnswer | null>
}

const ANSWER_MS = 30_000

async function ask({ hub, token, sha256 }: FileAsk, init: RequestInit): Promise<FileAnswer | null> {
  try {
    const response = await fetch(new URL(`/v1/blobs/${sha256}`, hub), {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS),
    })
    const offset = response.headers.get('upload-offset')
    const bytes = response.ok && init.method === 'GET' ? new Uint8Array(await response.arrayBuffer()) : null
    return { status: response.status, offset: offset === null ? null : Number(offset), bytes }
  } catch {
    return null
  }
}

/** The shipped way, over HTTP beside the socket: a large file starves nobody's words. */
export const httpFiles: FilesDoor = {
  head: (asked) => ask(asked, { method: 'HEAD' }),
  patch: (asked, { offset, length, bytes }) =>
    ask(asked, {
      method: 'PATCH',
      headers: {
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
        'upload-length': String(length),
      },
      body: new Uint8Array(bytes),
    }),
  get: (asked) => ask(asked, { method: 'GET' }),
}
