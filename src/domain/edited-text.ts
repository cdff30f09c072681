/** An original text with words of it replaced by bracketed marks, and never without the way back. */
import type { Span } from './span.ts'

/** Words of the original, and what is read in their place. A strike's mark stands for all that it touches. */
export type Replacement = Span & { readonly mark: string; readonly by: 'name' | 'strike' }

/** A stretch of the original: kept as it is (`mark` null), or replaced. */
export type Piece = { readonly words: string; readonly mark: string | null }

/**
 * Cuts a text at its replacements, in order. Those that overlap become one: it has the marks of its strikes,
 * each once, or where there is none the mark of the first. Together the `words` are the original, always.
 */
export function piecesOf(text: string, replacements: readonly Replacement[]): readonly Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const { start, end, mark } of joined(replacements)) {
    if (start > from) pieces.push({ words: text.slice(from, start), mark: null })
    pieces.push({ words: text.slice(start, end), mark })
    from = end
  }
  if (from < text.length) pieces.push({ words: text.slice(from), mark: null })
  return pieces
}

/** What is published of a text. */
export function written(pieces: readonly Piece[]): string {
  return pieces.map(({ words, mark }) => mark ?? words).join('')
}

/** The text before it was edited. */
export function restored(pieces: readonly Piece[]): string {
  return pieces.map(({ words }) => words).join('')
}

function joined(replacements: readonly Replacement[]): readonly Replacement[] {
  const out: Replacement[] = []
  for (const next of replacements.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    const last = out.at(-1)
    if (!last || last.end <= next.start) out.push(next)
    else
      out[out.length - 1] = {
        ...markOfBoth(last, next),
        start: last.start,
        end: Math.max(last.end, next.end),
      }
  }
  return out
}

function markOfBoth(one: Replacement, other: Replacement): Replacement {
  if (one.by !== other.by) return one.by === 'strike' ? one : other
  if (one.by === 'name' || one.mark.includes(other.mark)) return one
  return { ...one, mark: `${one.mark} ${other.mark}` }
}
