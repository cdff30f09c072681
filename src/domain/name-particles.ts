/** The small parts of a name that are nobody's alone: particles, suffixes, and the honorifics before it. */

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/u))

/** Folded. They match only as part of a longer form. */
export const PARTICLES = words(`
  a abd abdel abdul abu ad af al ap as at ath aus aw bar bat bet bin bint da dal das de degli dei del dela della
  delle den der des di do dos du e el en ez fitz het i ibn in la las le les lo los mac mc na ni o of op os san
  santa st t te ten ter the til van vande vanden vander ver vom von vor y z zu zum zur
`)

/** Folded. Dropped from the end of a name. */
export const SUFFIXES = words(
  'jr sr junior senior ii iii iv v md phd esq esquire obe cbe kbe ret dphil jd mba',
)

/** Folded. Dropped from the front of a name, and taken with it in a text. */
export const HONORIFICS = words(`
  mr mrs ms miss mx dr sir dame lord lady prof professor secretary ambassador amb director minister president
  general gen colonel col major maj captain capt lieutenant lt admiral adm commander cmdr sergeant sgt senator
  sen representative rep congressman congresswoman governor gov mayor judge justice chair chairman chairwoman
  administrator commissioner envoy attache counselor adviser advisor spokesperson spokesman spokeswoman
  undersecretary chancellor premier hon honorable rev reverend father sister rabbi imam sheikh prince princess
  king queen
`)

/** Folded. They stand before another honorific: "Deputy Assistant Secretary Doe". */
export const RANKS = words(
  'deputy assistant under acting vice principal associate special senior former major chief',
)
