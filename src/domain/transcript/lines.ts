/** The lines of a text as a reader sees them: trimmed, without invisible characters, blank ones gone. */

const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/gu
const TAB = /\t/gu
const BLANK = /[\p{Cc}\p{Zs}]/gu

/** Splits text into lines that have something on them. Runs of spaces inside a line stay: labels need them. */
export function linesOf(text: string): readonly string[] {
  return text
    .split(LINE_BREAK)
    .map((line) => line.replace(INVISIBLE, '').replace(TAB, '    ').replace(BLANK, ' ').trim())
    .filter((line) => line !== '')
}

/** One space wherever there was white space. */
export function collapse(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
