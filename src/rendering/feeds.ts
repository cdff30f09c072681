/** The feeds: the latest releases as RSS 2.0, Atom and JSON Feed, in short, each leading to its page. */
import { Feed, type Item } from 'feed'
import type { Cleared } from '../domain/clearance.ts'
import type { ContentReader } from '../store/content.ts'
import { topicLink } from './front-page.ts'
import { inShort } from './in-short.ts'
import { Page } from './page.ts'
import { oneLine } from './plain-text.ts'
import { type PublicRelease, readPublic } from './public-release.ts'
import { ruleSentence, topicName } from './release-words.ts'

export type Feeds = ReturnType<typeof createFeeds>
export type FeedForm = 'rss' | 'atom' | 'json'

/** How each form is written. Titles are HTML in Atom as the library writes it, plain in the others. */
const FORMS = {
  rss: { type: 'rss', write: (feed: Feed) => feed.rss2(), title: plainTitle },
  atom: { type: 'atom', write: (feed: Feed) => feed.atom1(), title: escaped },
  json: { type: 'feedJson', write: (feed: Feed) => feed.json1(), title: oneLine },
} as const

/** `publicUrl`: no slash at its end. */
export function createFeeds({
  contents,
  publicUrl,
  organisation = 'Newsroom',
}: {
  readonly contents: ContentReader
  readonly publicUrl: string
  readonly organisation?: string
}) {
  function itemOf(release: PublicRelease, form: FeedForm): Item {
    const link = `${publicUrl}/releases/${release.slug}`
    const { content } = release
    return {
      title: FORMS[form].title(printable(content.headline)),
      link,
      // Without an id RSS and Atom take the link for one, and RSS says that it leads somewhere.
      ...(form === 'json' && { id: link }),
      date: new Date(release.updatedAt),
      published: new Date(release.publishedAt),
      description: [ruleSentence(content), inShort(content)]
        .map((text) => `<p>${escaped(printable(text))}</p>`)
        .join(''),
      category: content.topics.map((topic) => ({ name: topic, term: topic })),
    }
  }

  return {
    /** `cleared`: latest first; killed releases have no proof and cannot be here. */
    async feed(
      cleared: readonly Cleared[],
      form: FeedForm,
      { topic }: { readonly topic: string | null },
    ): Promise<Page> {
      const releases = await Promise.all(cleared.map((one) => readPublic(contents, one)))
      const query = topic === null ? '' : `?${new URLSearchParams({ topic })}`
      const home = `${publicUrl}${topic === null ? '/' : topicLink(topic).href}`
      const feed = new Feed({
        id: home,
        title: topic === null ? organisation : `${organisation}: ${topicName(topic)}`,
        description: 'Releases, public in the moment their embargo lifts.',
        link: home,
        language: 'en-US',
        author: { name: organisation, link: `${publicUrl}/` },
        generator: false,
        // Of the content, so that the same releases are the same bytes.
        updated: new Date(Math.max(0, ...releases.map(({ updatedAt }) => updatedAt))),
        feedLinks: {
          rss: `${publicUrl}/feed.xml${query}`,
          atom: `${publicUrl}/feed.atom${query}`,
          json: `${publicUrl}/feed.json${query}`,
        },
      })
      for (const release of releases) feed.addItem(itemOf(release, form))
      return Page.render(FORMS[form].type, FORMS[form].write(feed))
    },
  }
}

/** XML 1.0 §2.2 has no form for these at all. */
export function printable(text: string): string {
  return oneLine(text).replace(/[\ufffe\uffff]|\p{Cs}/gu, '')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** The library breaks only the first end of a CDATA section that stands in a text. */
function plainTitle(text: string): string {
  return text.replaceAll(']]>', ']] >')
}
