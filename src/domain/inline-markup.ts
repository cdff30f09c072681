/** Where the tags of a text are, and which of them do not part words. */

/** One tag or comment, `<` to `>`. */
export type Tag = { readonly start: number; readonly end: number; readonly inline: boolean }

const LONGEST_TAG = 4096
const OPENING = /<(?:\/?([a-zA-Z][a-zA-Z\d]*)|!|\?)/y
const INLINE: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var wbr'.split(
    ' ',
  ),
)

/** Finds the tags, in order. A `<` that closes nowhere near is text. Linear in the text. */
export function tagsOf(text: string): readonly Tag[] {
  const tags: Tag[] = []
  let close = -1
  for (let start = text.indexOf('<'); start !== -1; start = text.indexOf('<', start + 1)) {
    OPENING.lastIndex = start
    const opening = OPENING.exec(text)
    if (!opening) continue
    if (close < start) close = text.indexOf('>', start)
    if (close === -1) break
    if (close - start > LONGEST_TAG) continue
    const name = opening[1]?.toLowerCase()
    tags.push({ start, end: close + 1, inline: name === undefined || INLINE.has(name) })
    start = close
  }
  return tags
}
