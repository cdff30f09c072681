/** A stretch of an original text, in UTF-16 offsets. */
export type Span = { readonly start: number; readonly end: number }
