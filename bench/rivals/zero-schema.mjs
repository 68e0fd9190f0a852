import { ANYONE_CAN, createSchema, definePermissions, number, string, table } from '@rocicorp/zero'

const message = table('message')
  .columns({ id: string(), conversation_id: string(), seq: number(), body: string(), written_at: number() })
  .primaryKey('id')

export const schema = createSchema({ tables: [message], enableLegacyQueries: true })
export const permissions = await definePermissions(schema, () => ({ message: { row: { select: ANYONE_CAN } } }))
