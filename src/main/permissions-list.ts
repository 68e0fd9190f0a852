/** What a page of ours may do. Electron grants everything unless told otherwise, so everything else is refused by name. */
const granted = new Set(['clipboard-sanitized-write'])

export const mayHave = (permission: string, origin: string, ours: string): boolean => granted.has(permission) && origin === ours
