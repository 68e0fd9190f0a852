// A worker thread with the native database module, as the desk's engine is.
const { parentPort, workerData } = require('node:worker_threads')
const Database = require('better-sqlite3')

const database = new Database(workerData.file)
database.exec('create table if not exists note (text)')
database.prepare('insert into note values (?)').run('written in a worker')
parentPort.postMessage(database.prepare('select count(*) as notes from note').get())
database.close()
