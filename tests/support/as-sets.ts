import type { scoresOf } from '#contract/scores.ts'

export type SecondScores = Pick<ReturnType<typeof scoresOf>, 'entries' | 'stops' | 'advancement'>

/** What the two scorers say, made comparable: stops are a set, and so are the entries of one. */
export const asSets = ({ entries, stops, advancement }: SecondScores) => ({
  entries,
  advancement,
  stops: stops.map((stop) => JSON.stringify({ ...stop, entries: [...stop.entries].sort() }, keys(stop))).sort(),
})

const keys = (stop: object) => Object.keys(stop).sort()
