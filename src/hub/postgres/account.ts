/** The unprivileged user PostgreSQL runs as when the hub itself is root, which PostgreSQL refuses to be. */
export type Account = { readonly uid: number; readonly gid: number }

/** True where the hub runs as root (never on Windows, where PostgreSQL drops rights by itself). */
export function isRoot(): boolean {
  return process.getuid?.() === 0
}
