/** Each public revision of a release as the plain text everyone could read. */
import type { Content } from '../../domain/content.ts'
import { publishedAt, type Release } from '../../domain/release.ts'
import { releaseText } from '../release-text.ts'

/** Stands above a text that is hidden from the public since. */
const SCRUBBED = '[Scrubbed from public view by a later correction. For the office only.]\n\n'

export function publishedTexts({
  release,
  shown,
}: {
  readonly release: Release
  readonly shown: readonly { readonly revision: number; readonly content: Content }[]
}): readonly { readonly name: string; readonly text: string }[] {
  const { publications, slug } = release
  const first = publishedAt(release)
  if (first === null || slug === null) return []
  const contentOf = (revision: number) => shown.find((one) => one.revision === revision)?.content
  return publications.flatMap(({ content: revision, publishedAt: updatedAt, scrubbed }, index) => {
    const content = contentOf(revision)
    if (content === undefined) return []
    const corrections = publications.slice(1, index + 1).map((one) => ({
      at: one.publishedAt,
      note: one.scrubbed ? null : (contentOf(one.content)?.note ?? null),
      changes: null,
    }))
    const timeZone = content.call?.timeZone ?? 'UTC'
    const text = releaseText({
      ...{ slug, content, publishedAt: first, updatedAt, revision: index + 1, corrections, timeZone },
    })
    return [
      {
        name: `revision-${index + 1}${scrubbed ? '-scrubbed' : ''}.txt`,
        text: scrubbed ? SCRUBBED + text : text,
      },
    ]
  })
}
