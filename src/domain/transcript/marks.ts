/** What the transcriber adds to what was said: marks, each with its place in a paragraph. */

export type MarkKind = 'aside' | 'inaudible' | 'phonetic' | 'correction' | 'struck' | 'cut-off' | 'redacted'

/** `start` to `end` in the paragraph, brackets and tildes in it. */
export type Mark = { readonly kind: MarkKind; readonly start: number; readonly end: number }

const MARK =
  /\((?<round>[^()]{1,80})\)|\[(?<square>[^[\]]{1,120})\]|~~(?<struck>[^~]{1,200})~~|\p{L}(?<cut>--|—)(?= |$)/gu
const INAUDIBLE =
  /^(?:inaudible|unintelligible|indiscernible|crosstalk|cross-talk|no audio|audio (?:gap|drop))/iu
const PHONETIC = /^(?:ph|sp|phonetic|phonetic spelling|sic)\.?$/iu
const REDACTED = /^(?:redacted|name redacted|senior .{0,60}officials?|.{0,60}\bofficials?)$/iu
/** A stage direction opens with a capital and ends as a sentence: "(Laughter.)". What was said in brackets does not. */
const DIRECTION = /^\p{Lu}.{0,78}\.$/u
const DIRECTIONS =
  /^(?:laughter|applause|pause|laughs|chuckles|off-mic|speaking \p{L}+|via \p{L}+|as interpreted|through interpreter)\.?$/iu

/** The marks of a paragraph, in order, none in another. A cut-off word is marked at its dash. */
export function marksOf(paragraph: string): readonly Mark[] {
  const marks: Mark[] = []
  for (const found of paragraph.matchAll(MARK)) {
    const kind = kindOf(found.groups ?? {})
    if (kind === null) continue
    const end = found.index + found[0].length
    // Of a cut-off word only the dash is the transcriber's.
    const start = kind === 'cut-off' ? found.index + (/^./su.exec(found[0])?.[0].length ?? 1) : found.index
    marks.push({ kind, start, end })
  }
  return marks
}

function kindOf({
  round,
  square,
  struck,
  cut,
}: Readonly<Record<string, string | undefined>>): MarkKind | null {
  if (struck !== undefined) return 'struck'
  if (cut !== undefined) return 'cut-off'
  if (round !== undefined) {
    if (INAUDIBLE.test(round)) return 'inaudible'
    if (PHONETIC.test(round)) return 'phonetic'
    return DIRECTION.test(round) || DIRECTIONS.test(round) ? 'aside' : null
  }
  if (square === undefined) return null
  if (INAUDIBLE.test(square)) return 'inaudible'
  return REDACTED.test(square) ? 'redacted' : 'correction'
}
