import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import express from 'express'
import expressPouch from 'express-pouchdb'
import PouchDB from 'pouchdb'

const [folder = ''] = process.argv.slice(2)
const prefix = `${join(folder, 'server')}/`
mkdirSync(prefix)
const app = express()
app.use('/db', expressPouch(PouchDB.defaults({ prefix }), { mode: 'minimumForPouchDB', logPath: join(folder, 'log.txt') }))
const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port))
