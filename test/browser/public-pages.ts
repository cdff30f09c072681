/** Every page that anyone can see, by the name of its state; a new page joins the tests and the pictures here. */
import type { Newsroom } from './sample-newsroom.ts'

/** Name → path. `status` is what a page that is no plain 200 answers. */
export function publicPages({
  slugs,
  token,
  confirmation,
  expired,
  upcoming,
  released,
}: Newsroom): Readonly<Record<string, string>> {
  return {
    front: '/',
    topic: '/?topic=shipping',
    topics: '/topics',
    search: '/search?q=compact',
    'search-nothing': '/search?q=zebra',
    upcoming: `/upcoming/${upcoming}`,
    released: `/upcoming/${released}`,
    docs: '/docs',
    transcript: `/releases/${slugs.transcript}`,
    statement: `/releases/${slugs.statement}`,
    corrected: `/releases/${slugs.corrected}`,
    killed: `/releases/${slugs.killed}`,
    subscribe: '/subscribe',
    confirm: `/subscribers/confirm?token=${confirmation}`,
    preferences: `/preferences?token=${token}`,
    unsubscribe: `/unsubscribe?token=${token}`,
    'invalid-link': '/preferences?token=AAAAAAAAAAAAAAAAAAAAAA',
    'expired-link': `/subscribers/confirm?token=${expired}`,
    'not-found': '/nowhere',
    'ops-sign-in': '/ops/sign-in',
    'desk-sign-in': '/desk/sign-in',
  }
}
