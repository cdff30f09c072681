/** What stands around a name and goes with it: honorifics and initials before, suffixes after. */
import { HONORIFICS, RANKS } from './name-particles.ts'

/** Source of a pattern: white space as texts and pages write it. */
export const WHITE = '(?:\\s|&nbsp;|&#160;|[\\u200b\\u00ad\\u2060])'

const REACH = 60
const GIVEN_INITIAL = new RegExp(`(?<![\\p{L}\\p{N}])(\\p{Lu})(?:\\.${WHITE}*|${WHITE}+)$`, 'u')
const WORD_BEFORE = new RegExp(`(?<![\\p{L}\\p{N}])(\\p{Lu}\\p{L}*)(\\.?)${WHITE}+$`, 'u')
const ABBREVIATED = /^(?:mr|mrs|ms|mx|dr|prof|amb|gen|col|maj|capt|lt|adm|cmdr|sgt|sen|rep|gov|hon|rev)$/u
const SUFFIX = /^,?\s+(?:Jr|Sr|Esq|II|III|IV|Ph\.?D)(?![\p{L}\p{N}])(?:\.(?=\s*[\p{Ll},]))?/u

type Named = { readonly start: number; readonly end: number; readonly initials: string }

/** Widens a name by the honorifics, the person's own initials and the suffix that stand right beside it. */
export function withHonorifics<Name extends Named>(text: string, span: Name): Name {
  let start = span.start
  let initial = initialBefore(text, start, span.initials)
  while (initial > 0) {
    start -= initial
    initial = initialBefore(text, start, span.initials)
  }
  let accepted = HONORIFICS
  let found = WORD_BEFORE.exec(text.slice(Math.max(0, start - REACH), start))
  while (found && isAccepted(found, accepted)) {
    start -= found[0].length
    accepted = RANKS
    found = WORD_BEFORE.exec(text.slice(Math.max(0, start - REACH), start))
  }
  const suffix = SUFFIX.exec(text.slice(span.end, span.end + REACH))
  return { ...span, start, end: span.end + (suffix?.[0].length ?? 0) }
}

function isAccepted(found: RegExpExecArray, accepted: ReadonlySet<string>): boolean {
  const word = found[1]?.toLowerCase() ?? ''
  return accepted.has(word) && (found[2] !== '.' || ABBREVIATED.test(word))
}

/** The length of an initial of the same person that ends where the name starts; "the U.S. Doe" has none. */
function initialBefore(text: string, start: number, initials: string): number {
  const found = GIVEN_INITIAL.exec(text.slice(Math.max(0, start - REACH), start))
  const letter = found?.[1]?.normalize('NFKD').charAt(0).toLowerCase()
  return found && letter !== undefined && initials.includes(letter) ? found[0].length : 0
}
