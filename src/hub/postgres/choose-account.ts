import { type Account, isRoot } from './account.ts'
import { run } from './run.ts'
import { StartRefused } from './start-refused.ts'

const known = ['postgres', '_postgres', 'forecourt'] as const

/** The owner of existing data goes on; else a known account; else one is made. */
export async function chooseAccount(owner: Account | null): Promise<Account | null> {
  if (!isRoot()) return null
  if (owner && owner.uid !== 0) return owner
  for (const name of known) {
    const account = await lookUp(name)
    if (account) return account
  }
  return createAccount('forecourt')
}

async function lookUp(name: string): Promise<Account | null> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => run('id', [flag, name], { cwd: '/' })))
  if (uid?.code !== 0 || gid?.code !== 0) return null
  return { uid: Number.parseInt(uid.output, 10), gid: Number.parseInt(gid.output, 10) }
}

/** Makes a system user without home, password or shell: by useradd, or by adduser where only BusyBox is. */
export async function createAccount(name: string): Promise<Account> {
  const made = await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', name], {
    cwd: '/',
  })
  if (made.code !== 0) await run('adduser', ['-S', '-D', '-H', '-s', '/bin/false', name], { cwd: '/' })
  const account = await lookUp(name)
  if (account) return account
  throw new StartRefused(
    'no-account',
    'PostgreSQL will not run as root, and no other user could be made for it. Start the hub as an ordinary user, or create one named "forecourt", or set DATABASE_URL.',
  )
}
