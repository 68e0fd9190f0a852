// Adds lock entries for optional platform packages that this registry does not serve, so `npm ci` accepts the lock.
import { readFileSync, writeFileSync } from 'node:fs'

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const OS = ['android', 'darwin', 'win32', 'freebsd', 'openharmony', 'linux', 'aix', 'netbsd', 'openbsd', 'sunos']
let added = 0
for (const [path, pkg] of Object.entries(lock.packages)) {
  for (const [name, spec] of Object.entries(pkg.optionalDependencies ?? {})) {
    const hoisted = `node_modules/${name}`
    const nested = `${path}/node_modules/${name}`
    if (lock.packages[hoisted] || lock.packages[nested]) continue
    const os = OS.find((o) => name.includes(o))
    const cpu = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x'].find(
      (c) => name.match(new RegExp(`-${c}(-|$|hf)`)) || (c === 'arm' && /-arm(-|$)/.test(name)),
    )
    if (!os || !/^\d/.test(spec)) {
      console.error('cannot derive', path, name, spec)
      continue
    }
    lock.packages[hoisted] = {
      version: spec,
      ...(cpu ? { cpu: [cpu] } : {}),
      ...(pkg.dev ? { dev: true } : {}),
      optional: true,
      os: [os],
      ...(name.includes('musl') ? { libc: ['musl'] } : {}),
    }
    added++
  }
}
const entries = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))
lock.packages = Object.fromEntries(entries)
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`)
console.log('added', added)
