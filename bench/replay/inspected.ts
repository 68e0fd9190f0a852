import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

/** A program under Node's inspector, so that its memory can be read after a full collection. */
export interface Inspected {
  readonly child: ChildProcess
  /** Bytes of its heap that are in use, after collecting twice. */
  heap(): Promise<number>
}

interface Reply {
  readonly id: number
  readonly result: { readonly usedSize?: number }
}

async function call(address: string, methods: readonly string[]): Promise<Reply[]> {
  const socket = new WebSocket(address)
  await once(socket, 'open')
  const replies: Reply[] = []
  for (const [id, method] of methods.entries()) {
    const answered = new Promise<Reply>((resolve) => {
      socket.onmessage = ({ data }) => {
        const reply: Reply = JSON.parse(String(data))
        if (reply.id === id) resolve(reply)
      }
    })
    socket.send(JSON.stringify({ id, method }))
    replies.push(await answered)
  }
  socket.close()
  return replies
}

/** Starts a script of ours under the inspector, and waits until it listens there. */
export async function inspect(script: string, env: Readonly<Record<string, string>>): Promise<Inspected> {
  const child = spawn(process.execPath, ['--inspect=127.0.0.1:0', script], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const lines = createInterface({ input: child.stderr })
  const address = await new Promise<string>((resolve, reject) => {
    lines.on('line', (line) => {
      const found = /Debugger listening on (ws:\S+)/.exec(line)?.[1]
      if (found) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code}`)))
  })
  return {
    child,
    heap: async () => {
      const replies = await call(address, ['HeapProfiler.collectGarbage', 'HeapProfiler.collectGarbage', 'Runtime.getHeapUsage'])
      return replies.at(-1)?.result.usedSize ?? 0
    },
  }
}
