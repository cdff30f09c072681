/** STOPGAP pages. */
import type { Cleared } from '../domain/clearance.ts'
import type { ContentReader } from '../store/content.ts'
import { Page } from './page.ts'
export type Pages = ReturnType<typeof createPages>
const esc = (s: string) => s.replace(/&/g, '&amp;').replace(/</g, '&lt;')
export function createPages({ contents }: { contents: ContentReader; publicUrl: string }) {
  const simple = (t: string) => Page.render('html', `<!doctype html><title>${esc(t)}</title><p>${esc(t)}`)
  return {
    async newsroom(cleared: readonly Cleared[], _more: { next: string | null; topic: string | null }) {
      const all = await Promise.all(cleared.map((c) => contents.read(c)))
      return Page.render('html', `<!doctype html>${all.map((c) => `<p>${esc(c.headline)}`).join('')}`)
    },
    async release(cleared: Cleared) {
      return Page.render('html', esc(JSON.stringify(await contents.read(cleared))))
    },
    async releaseText(cleared: Cleared) {
      return Page.render('text', JSON.stringify(await contents.read(cleared)))
    },
    async releaseJson(cleared: Cleared) {
      return Page.render('json', JSON.stringify(await contents.read(cleared)))
    },
    withdrawn: (w: { slug: string; publicNotice: string; killedAt: number }) => simple(w.publicNotice),
    notFound: () => simple('Not found'),
    subscribe: (_: { topics: readonly string[] }) => simple('Subscribe'),
    subscribeRefused: () => simple('Not an address'),
    subscribeReceived: () => simple('Check your mail'),
    confirm: (_: { token: string }) => simple('Confirm'),
    confirmed: (_: { token: string }) => simple('Confirmed'),
    preferences: (_: {
      token: string
      email: string
      topics: readonly string[]
      chosen: readonly string[]
      paused: boolean
    }) => simple('Preferences'),
    preferencesSaved: (_: { token: string }) => simple('Saved'),
    unsubscribe: (_: { token: string }) => simple('Unsubscribe'),
    unsubscribed: () => simple('Unsubscribed'),
    invalidLink: () => simple('Invalid link'),
    opsSignIn: (_: { failed: boolean }) => simple('Sign in'),
  }
}
