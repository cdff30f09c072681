/** A stretch of an original text, in UTF-16 offsets. */
export type Span = { readonly start: number; readonly end: number }

/** Whether two stretches share a character. */
export function overlap(one: Span, other: Span): boolean {
  return one.start < other.end && other.start < one.end
}
