/** How a text prints its labels: what opens a turn in one house is a sentence in another. */

/**
 * `answers`: marked by a letter, as the questions are. `stops`: a full stop stands for the colon. `names`:
 * people in small letters before a colon, again and again.
 */
export type HouseStyle = {
  readonly answers: boolean
  readonly stops: boolean
  readonly names: ReadonlySet<string>
}

export const USUAL: HouseStyle = { answers: false, stops: false, names: new Set() }

const MARKS_ANSWERS = /^[*_]{0,3}Q[.:]/u
const STOPS = /^[*_]{0,3}Q\. /u
/** "Jane Roe:", "Ana de la Cruz:", "J. P. Roe:" */
const NAME =
  /^(?:\p{Lu}[\p{Ll}’'.-]{0,20} )(?:(?:\p{Lu}[\p{L}’'.-]{0,20}|de|da|del|la|van|von|der|al|bin) ){0,3}?\p{Lu}[\p{L}’'-]{1,20}(?=: )/u
const SENTENCE = /[.?!…—–]["”’')\]]*$/u
/** A name that labels does it more than once. */
const LEAST = 2

/** Told from the lines of a whole text. */
export function houseStyleOf(lines: readonly string[]): HouseStyle {
  const seen = new Map<string, number>()
  let answers = false
  let stops = false
  for (const line of lines) {
    answers ||= MARKS_ANSWERS.test(line)
    stops ||= STOPS.test(line)
    const colon = line.slice(0, 60).indexOf(': ')
    // A heading of pages has a colon too, and is no sentence.
    const name = colon > 0 && SENTENCE.test(line) ? NAME.exec(line.slice(0, colon + 2))?.[0] : undefined
    if (name !== undefined) seen.set(name, (seen.get(name) ?? 0) + 1)
  }
  const names = [...seen].flatMap(([name, times]) => (times < LEAST ? [] : [name]))
  return { answers, stops, names: new Set(names) }
}
