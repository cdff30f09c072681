/** A paragraph of a transcript as words and the transcriber's marks between them. */
import { type MarkKind, marksOf } from '../domain/transcript/marks.ts'

/** `mark` null: what was said. Of struck words the tildes are gone. */
export type Said = { readonly text: string; readonly mark: MarkKind | null }

export function saidIn(paragraph: string): readonly Said[] {
  const said: Said[] = []
  let from = 0
  for (const { kind, start, end } of marksOf(paragraph)) {
    if (start > from) said.push({ text: paragraph.slice(from, start), mark: null })
    const text = paragraph.slice(start, end)
    said.push({ text: kind === 'struck' ? text.slice(2, -2) : text, mark: kind })
    from = end
  }
  if (from < paragraph.length) said.push({ text: paragraph.slice(from), mark: null })
  return said
}
