/** The pages reporters read: releases only against a proof of clearance, and the faces of signing up. */
import type { AnnouncedWait } from '../domain/announced-wait.ts'
import type { Cleared } from '../domain/clearance.ts'
import type { Instant } from '../domain/instant.ts'
import type { Sealed } from '../domain/record.ts'
import type { ContentReader } from '../store/content.ts'
import { articleOf } from './article.ts'
import { frontPageView, type Listing, topicLink } from './front-page.ts'
import { inShort } from './in-short.ts'
import { Page } from './page.ts'
import { type PublicRelease, readPreview, readPublic } from './public-release.ts'
import { releaseJson } from './release-json.ts'
import { releasePageView } from './release-page.ts'
import { releaseText } from './release-text.ts'
import { KIND_PLURALS, topicName } from './release-words.ts'
import { releasedView } from './released-page.ts'
import { type SearchFindings, type SearchQuery, searchPageView } from './search-page.ts'
import { createSignUpPages } from './sign-up-pages.ts'
import { createTemplates } from './templates.ts'
import { type UpcomingCall, upcomingPageView } from './upcoming-page.ts'

export type PreviewForm = 'page' | 'text' | 'json'

export type Pages = ReturnType<typeof createPages>

const IN_THE_MOMENT = 'public in the moment their embargo lifts.'
const WHAT_IT_IS = `Press calls, statements and fact sheets, ${IN_THE_MOMENT}`
const UNLISTED = { description: null, path: null, live: null, topic: null } as const

/** `publicUrl`: no slash at its end. `organisation`: the name over every page. */
export function createPages({
  contents,
  publicUrl,
  organisation = 'Newsroom',
  offersTexts = false,
}: {
  readonly contents: ContentReader
  readonly publicUrl: string
  readonly organisation?: string
  /** Whether text messages are set up. */
  readonly offersTexts?: boolean
}) {
  const templates = createTemplates({ publicUrl, organisation, offersTexts })
  const read = (cleared: Cleared, atHand?: Sealed | null): Promise<PublicRelease> =>
    readPublic(contents, cleared, atHand)

  return {
    ...createSignUpPages(templates, offersTexts),
    /** `cleared`: latest first. `next`: the cursor of the page that follows. */
    async newsroom(cleared: readonly Cleared[], listing: Listing): Promise<Page> {
      const { topic, kind } = listing
      const view = frontPageView(await Promise.all(cleared.map((one) => read(one))), listing)
      const what = kind === null ? 'Releases' : KIND_PLURALS[kind]
      const plain = kind === null ? 'Latest releases' : what
      return templates.page('newsroom', view, {
        title: topic === null ? plain : `${what} on ${topicName(topic)}`,
        description: topic === null ? WHAT_IT_IS : `${what} on ${topicName(topic)}, ${IN_THE_MOMENT}`,
        path: `${view.topic?.href ?? '/'}${kind === null ? '' : `?${new URLSearchParams({ kind })}`}`,
        live: 'front',
        topic,
      })
    },
    topics(topics: readonly string[]): Page {
      return templates.page(
        'topics',
        { topics: topics.map(topicLink) },
        {
          ...{ title: 'Topics', description: `Topics of releases, ${IN_THE_MOMENT}` },
          ...{ path: '/topics', live: null, topic: null },
        },
      )
    },
    async search(
      query: SearchQuery,
      found: Omit<SearchFindings, 'hits'> & {
        readonly hits: readonly { readonly cleared: Cleared; readonly words: readonly string[] }[]
      },
    ): Promise<Page> {
      const hits = await Promise.all(
        found.hits.map(async ({ cleared, words }) => ({ release: await read(cleared), words })),
      )
      const title = query.q === '' ? 'Search releases' : `Search: ${query.q}`
      return templates.page('search', searchPageView(query, { ...found, hits }), { ...UNLISTED, title })
    },
    /** Takes what was announced, and cannot be given anything else of the call. */
    upcoming(call: UpcomingCall, wait: AnnouncedWait, now: Instant): Page {
      const view = upcomingPageView(call, wait, now)
      return templates.page('upcoming', view, {
        ...{ ...UNLISTED, title: view.title, refreshS: 20 },
        scripts: ['release', 'upcoming'],
        live: { slug: null },
      })
    },
    /** What went public of an announced call, where that is more than one release; null was withdrawn. */
    async released(
      call: UpcomingCall,
      all: readonly { readonly slug: string; readonly cleared: Cleared | null }[],
    ): Promise<Page> {
      const releases = await Promise.all(
        all.map(async ({ slug, cleared }) => ({ slug, release: cleared && (await read(cleared)) })),
      )
      const view = releasedView(call, releases)
      return templates.page('released', view, { ...UNLISTED, title: view.title, live: 'front' })
    },
    /** `atHand`: its sealed content, where it was read already. */
    async release(cleared: Cleared, atHand: Sealed | null = null): Promise<Page> {
      const release = await read(cleared, atHand)
      const view = releasePageView(release)
      return templates.page('release', view, {
        title: view.headline,
        description: inShort(release.content),
        path: view.path,
        live: { slug: release.slug },
        topic: null,
        article: articleOf(release, { publicUrl, organisation }),
        scripts: ['release'],
      })
    },
    /** For press staff: the page, text or JSON as it would be, published at `at`. `path`: where the preview is. */
    async preview(
      cleared: Cleared,
      { at, path, form }: { readonly at: Instant; readonly path: string; readonly form: PreviewForm },
    ): Promise<Page> {
      const release = await readPreview(contents, cleared, at)
      if (form === 'text') return Page.render('text', releaseText(release))
      if (form === 'json') return Page.render('json', releaseJson(release))
      const view = releasePageView(release)
      return templates.page(
        'release',
        { ...view, path },
        {
          title: `Preview: ${view.headline}`,
          description: null,
          path: null,
          live: null,
          topic: null,
          preview: { path, backTo: `/desk/releases/${cleared.release.id}` },
        },
      )
    },
    async releaseText(cleared: Cleared, atHand: Sealed | null = null): Promise<Page> {
      return Page.render('text', releaseText(await read(cleared, atHand)))
    },
    async releaseJson(cleared: Cleared, atHand: Sealed | null = null): Promise<Page> {
      return Page.render('json', releaseJson(await read(cleared, atHand)))
    },
  }
}
