import type { Kysely } from 'kysely'
import type { GroupId } from '../../domain/id.ts'
import type { VaultTables } from './postgres-vault.ts'

/** Either the dealer group this database is for, or a sentence that says why this hub must not open it. */
export type Home = { readonly ok: true; readonly group: GroupId } | { readonly ok: false; readonly sentence: string }

export type HomeOptions = { readonly print: string; readonly keyFolder: string; readonly group: GroupId; readonly sample: boolean }

/** Takes a fresh database for a group and a key, or finds whose it is. Every hub on it must hold the same key. */
export async function openHome(db: Kysely<VaultTables>, { print, keyFolder, group, sample }: HomeOptions): Promise<Home> {
  await db
    .insertInto('hub_home')
    .values({ print, group_id: group })
    .onConflict((at) => at.doNothing())
    .execute()
  const home = await db.selectFrom('hub_home').select(['print', 'group_id']).executeTakeFirstOrThrow()
  if (home.print !== print) {
    const sentence = `This database belongs to a hub with another key. Put that hub's hub.key into ${keyFolder}; without it no sign-in there can be read.`
    return { ok: false, sentence }
  }
  if (sample && home.group_id !== group) {
    return {
      ok: false,
      sentence: 'This database holds a real dealer group, so the sample does not go in. Unset FORECOURT_SAMPLE, or set FORECOURT_HOME.',
    }
  }
  return { ok: true, group: home.group_id }
}
