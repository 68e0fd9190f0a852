import { access, readFile, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { z } from 'zod'

const inside = z.string().regex(/^native\/(?!.*\.\.)[\w./+-]+$/)
const list = z.array(z.object({ source: inside, target: inside }))

/** npm cannot pack links, so the package lists them; its install script is not run, so they are laid here. Safe to repeat and to race. */
export async function applySymlinks(root: string): Promise<void> {
  for (const { source, target } of await readList(root)) {
    const link = join(root, target)
    if (await exists(link)) continue
    await symlink(relative(dirname(link), join(root, source)), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function readList(root: string): Promise<z.infer<typeof list>> {
  const path = join(root, 'native', 'pg-symlinks.json')
  // The Windows package needs no links and has no list.
  if (!(await exists(path))) return []
  return list.parse(JSON.parse(await readFile(path, 'utf8')))
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
