/** What search engines and previews are told of a release: schema.org's NewsArticle, as a block of data. */
import { toIso } from '../domain/instant.ts'
import { inShort } from './in-short.ts'
import { oneLine, shortened } from './plain-text.ts'
import type { Correction, PublicRelease } from './public-release.ts'
import { KIND_NAMES, topicName } from './release-words.ts'

export type Article = {
  readonly publishedAt: string
  readonly updatedAt: string
  readonly topics: readonly string[]
  /** JSON in which no `<` stands, so that nothing in it can end its element. */
  readonly data: string
}

/** Characters of a headline that are still shown, by Google's guide to Article. */
const HEADLINE = 110

export function articleOf(
  release: PublicRelease,
  site: { readonly publicUrl: string; readonly organisation: string },
): Article {
  const { content, slug } = release
  const [publishedAt, updatedAt] = [toIso(release.publishedAt), toIso(release.updatedAt)]
  const topics = content.topics.map(topicName)
  const url = `${site.publicUrl}/releases/${slug}`
  const publisher = { '@type': 'Organization', name: site.organisation, url: `${site.publicUrl}/` }
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: shortened(oneLine(content.headline), HEADLINE),
    description: inShort(content),
    url,
    mainEntityOfPage: url,
    datePublished: publishedAt,
    dateModified: updatedAt,
    articleSection: KIND_NAMES[content.kind],
    ...(topics.length > 0 && { keywords: topics }),
    inLanguage: 'en-US',
    isAccessibleForFree: true,
    author: publisher,
    publisher,
    ...(release.corrections.length > 0 && { correction: release.corrections.map(correctionComment) }),
  }
  return { publishedAt, updatedAt, topics, data: JSON.stringify(data).replaceAll('<', '\\u003c') }
}

/** schema.org's CorrectionComment. Of what was scrubbed since, only the instant is told. */
function correctionComment({ at, note }: Correction) {
  return {
    '@type': 'CorrectionComment',
    datePublished: toIso(at),
    ...(note !== null && { text: oneLine(note) }),
  }
}
