/** The lines of a text as a reader sees them: trimmed, without invisible characters, blank ones gone. */

const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/gu
const TAB = /\t/gu
const BLANK = /[\p{Cc}\p{Zs}]/gu
/** Whatever is neither printed in ASCII nor one of the press's own signs: most lines have nothing of it. */
const UNUSUAL = /[^\u0020-\u007e–—‘’“”…]/u
const SPACES = / {2,}/gu
const WHITE_SPACE = /\s+/gu
const NOT_COLLAPSED = / {2}|[^\S ]/u

/** Splits text into lines that have something on them. Runs of spaces inside a line stay: labels need them. */
export function linesOf(text: string): readonly string[] {
  const lines: string[] = []
  for (const raw of text.split(LINE_BREAK)) {
    const line = (UNUSUAL.test(raw) ? plain(raw) : raw).trim()
    if (line !== '') lines.push(line)
  }
  return lines
}

function plain(line: string): string {
  return line.replace(INVISIBLE, '').replace(TAB, '    ').replace(BLANK, ' ')
}

/** One space wherever there was white space. */
export function collapse(text: string): string {
  const trimmed = text.trim()
  return NOT_COLLAPSED.test(trimmed) ? trimmed.replace(SPACES, ' ').replace(WHITE_SPACE, ' ') : trimmed
}
