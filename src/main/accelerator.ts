/** A key as Electron writes it; null for letters alone, which belong to the page: they must not fire while typing. */
export function accelerator(key: string | null): string | null {
  if (key === null || key.includes(' ')) return null
  const parts = key.split('+').map((part) => (part === 'Mod' ? 'CommandOrControl' : part))
  const named = parts.length > 1 || /^F\d+$/.test(key)
  return named && !/^(Shift\+)?[A-Za-z0-9?.[\]]$/.test(key) ? parts.join('+') : null
}
