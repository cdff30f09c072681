/** Words made fit for a mail: one line where a line is due, wrapped text, and subjects that fit a lock screen. */

/** Columns of the text part. RFC 5322 §2.1.1 asks for at most 78. */
const COLUMNS = 72
/** Characters of a subject that programs still show when they show much. */
const SUBJECT = 150

/** Line breaks, control characters and marks that turn the direction of what follows. */
const UNPRINTABLE = /[\s\p{Cc}\p{Zl}\p{Zp}]+/gu
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g

/** The text as one line: nothing in it can end a header or hide what stands after it. */
export function oneLine(text: string): string {
  return text.replace(DIRECTION, '').replace(UNPRINTABLE, ' ').trim()
}

/** At most `limit` characters, cut between words and marked as cut. */
export function shortened(text: string, limit: number): string {
  const line = oneLine(text)
  if (line.length <= limit) return line
  const cut = line.slice(0, limit - 1)
  const end = cut.lastIndexOf(' ')
  const kept = end > limit / 2 ? cut.slice(0, end) : cut.replace(/[\ud800-\udbff]$/, '')
  return `${kept.replace(/[\s,;:.–—-]+$/, '')}…`
}

/** A subject of which only the middle gives way. */
export function subjectLine(before: string, middle: string, after = ''): string {
  return `${before}${shortened(middle, SUBJECT - before.length - after.length)}${after}`
}

/** One paragraph in lines of 72 columns; what has no blank in it, such as a link, stays whole. */
function wrapped(text: string): string {
  const lines: string[] = []
  for (const word of oneLine(text).split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= COLUMNS)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.join('\n')
}

/** Paragraphs parted by blank lines; nulls are left out. Lines of a group stay together. */
export function textPart(paragraphs: readonly (string | readonly (string | null)[] | null)[]): string {
  return `${paragraphs
    .map((one) => (one === null || typeof one === 'string' ? [one] : one).filter((line) => line !== null))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(wrapped).join('\n'))
    .join('\n\n')}\n`
}
