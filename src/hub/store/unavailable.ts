/** The store cannot be reached just now. Whether a change that was being committed holds is not known: ask again with the same id. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable'
}

/** Another change was in the way (deadlock, serialisation, a clock that ran ahead): the same work may be done again at once. */
export class Collided extends Error {
  override readonly name = 'Collided'
}
