/** STOPGAP feeds. */
import type { Cleared } from '../domain/clearance.ts'
import type { ContentReader } from '../store/content.ts'
import { Page } from './page.ts'
export type Feeds = ReturnType<typeof createFeeds>
export function createFeeds({ contents }: { contents: ContentReader; publicUrl: string }) {
  return {
    async feed(cleared: readonly Cleared[], _form: 'rss' | 'atom' | 'json', _of: { topic: string | null }) {
      const all = await Promise.all(cleared.map((c) => contents.read(c)))
      return Page.render('rss', JSON.stringify(all.map((c) => c.headline)))
    },
  }
}
