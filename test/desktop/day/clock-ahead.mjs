// Loaded into the desk's processes: the clock on the wall is so many minutes ahead, as when somebody sets it.
const ahead = Number(process.env.FORECOURT_TEST_CLOCK_AHEAD ?? 0) * 60_000
const real = Date.now
Date.now = () => real() + ahead
