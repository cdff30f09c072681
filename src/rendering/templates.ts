/** The templates of pages: each filled with values that are escaped, and set into the frame all pages share. */
import { fileURLToPath } from 'node:url'
import { Eta } from 'eta'
import type { Article } from './article.ts'
import type { FrontPageView, TopicLink } from './front-page.ts'
import { Page } from './page.ts'
import type { ReleasePageView } from './release-page.ts'
import type { ReleasedView } from './released-page.ts'
import type { SearchPageView } from './search-page.ts'
import type {
  LeftView,
  NoticeView,
  PreferencesView,
  SignInView,
  SubscribeView,
  WithdrawnView,
} from './sign-up-views.ts'
import type { UpcomingPageView } from './upcoming-page.ts'

/** What each template is filled with. */
type Views = {
  readonly newsroom: FrontPageView
  readonly release: ReleasePageView
  readonly notice: NoticeView
  readonly topics: { readonly topics: readonly TopicLink[] }
  readonly upcoming: UpcomingPageView
  readonly released: ReleasedView
  readonly search: SearchPageView
  readonly left: LeftView
  readonly withdrawn: WithdrawnView
  readonly subscribe: SubscribeView
  readonly preferences: PreferencesView
  readonly 'sign-in': SignInView
}

/** What stands around a page. */
export type Frame = {
  readonly title: string
  /** For search and previews; null keeps the page out of both, and its address out of referrers. */
  readonly description: string | null
  /** The path the page is known by. */
  readonly path: string | null
  /** What the live notice is about: the front page, a release by its slug (null: none yet), or nothing. */
  readonly live: 'front' | { readonly slug: string | null } | null
  /** A topic the feeds are narrowed to. */
  readonly topic: string | null
  /** Of a page that is not public: no feeds, no sign-up, and a word at the top that says so. */
  readonly preview?: { readonly path: string; readonly backTo: string }
  /** Of a release, for search engines and previews. */
  readonly article?: Article
  /** Scripts of the page's own. */
  readonly scripts?: readonly ('release' | 'upcoming')[]
  /** Without script the page is asked for again after so many seconds. */
  readonly refreshS?: number
}

export type Templates = {
  page<Name extends keyof Views>(name: Name, view: Views[Name], frame: Frame): Page
}

/** Characters that come with the first bytes, compressed (RFC 6928: ten packets): a page as short is painted whole. */
const SHORT = 40_000

/** `publicUrl`: no slash at its end. Templates are read when first used, then kept. */
export function createTemplates(site: {
  readonly publicUrl: string
  readonly organisation: string
  /** Whether text messages are set up. */
  readonly offersTexts: boolean
}): Templates {
  const views = fileURLToPath(new URL('../../templates/pages', import.meta.url))
  const eta = new Eta({ views, cache: true, autoEscape: true, autoTrim: false })
  return {
    page(name, view, frame) {
      const main = eta.render(`./${name}`, { ...view, site, isPreview: frame.preview !== undefined })
      // Painted while it still comes, rows and columns would move under the reader's eyes.
      const isShort = main.length < SHORT
      return Page.renderTagged('html', (tag) => eta.render('./frame', { ...frame, site, main, isShort, tag }))
    },
  }
}
