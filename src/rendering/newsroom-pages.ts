/** The pages reporters read: releases only against a proof of clearance, and the faces of signing up. */
import type { Cleared } from '../domain/clearance.ts'
import type { Instant } from '../domain/instant.ts'
import type { ContentReader } from '../store/content.ts'
import { frontPageView } from './front-page.ts'
import { inShort } from './in-short.ts'
import { Page } from './page.ts'
import { type PublicRelease, readPreview, readPublic } from './public-release.ts'
import { releaseJson } from './release-json.ts'
import { releasePageView } from './release-page.ts'
import { releaseText } from './release-text.ts'
import { topicName } from './release-words.ts'
import { createSignUpPages } from './sign-up-pages.ts'
import { createTemplates } from './templates.ts'

export type PreviewForm = 'page' | 'text' | 'json'

export type Pages = ReturnType<typeof createPages>

const WHAT_IT_IS = 'Press calls, statements and fact sheets, public in the moment their embargo lifts.'

/** `publicUrl`: no slash at its end. `organisation`: the name over every page. */
export function createPages({
  contents,
  publicUrl,
  organisation = 'Newsroom',
}: {
  readonly contents: ContentReader
  readonly publicUrl: string
  readonly organisation?: string
}) {
  const templates = createTemplates({ publicUrl, organisation })
  const read = (cleared: Cleared): Promise<PublicRelease> => readPublic(contents, cleared)

  return {
    ...createSignUpPages(templates),
    /** `cleared`: latest first. `next`: the cursor of the page that follows. */
    async newsroom(
      cleared: readonly Cleared[],
      more: { readonly next: string | null; readonly topic: string | null },
    ): Promise<Page> {
      const { topic } = more
      return templates.page('newsroom', frontPageView(await Promise.all(cleared.map(read)), more), {
        title: topic === null ? 'Latest releases' : `Releases on ${topicName(topic)}`,
        description: WHAT_IT_IS,
        path: topic === null ? '/' : `/?${new URLSearchParams({ topic })}`,
        live: 'front',
        topic,
      })
    },
    async release(cleared: Cleared): Promise<Page> {
      const release = await read(cleared)
      const view = releasePageView(release)
      return templates.page('release', view, {
        title: view.headline,
        description: inShort(release.content),
        path: view.path,
        live: { slug: release.slug },
        topic: null,
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
    async releaseText(cleared: Cleared): Promise<Page> {
      return Page.render('text', releaseText(await read(cleared)))
    },
    async releaseJson(cleared: Cleared): Promise<Page> {
      return Page.render('json', releaseJson(await read(cleared)))
    },
  }
}
