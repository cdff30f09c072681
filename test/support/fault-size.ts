/** Fault runs have a short form for every test run, and a long one: `npm run test:faults`. */

const isLong = process.env.FAULTS === 'long'

export const inForm = <T>(short: T, long: T): T => (isLong ? long : short)
