/** The first preview of a process: another thread does the work, so that this one goes on answering. */
import { expect, test } from 'vitest'
import { createLinks } from '../../src/rendering/links.ts'

test('loading MJML and compiling the templates costs this thread next to nothing', async () => {
  const before = process.threadCpuUsage()
  const { createMailPreviews } = await import('../../src/rendering/mail-previews.ts')
  const links = createLinks('a secret of forty characters for testing', 'https://news.example')
  const contents = { read: () => Promise.reject(new Error('A kill reads no content')) }
  const { html } = await createMailPreviews({ contents, links }).kill({
    slug: 'a',
    publicNotice: 'Released in error.',
    publishedAt: 0,
    killedAt: 0,
  })
  const { user, system } = process.threadCpuUsage(before)
  expect(html).toContain('Released in error.')
  // Done here it takes half a second and more.
  expect((user + system) / 1000).toBeLessThan(300)
})
