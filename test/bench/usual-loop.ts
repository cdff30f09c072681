/** What one would write without this service: a pooled nodemailer transport, and a loop over the list. */
import { createTransport } from 'nodemailer'

/** Messages a second; `parts` with `{{address}}` where the reader's own link belongs. */
export async function rateOfUsualLoop(
  url: string,
  load: { messages: number; connections: number },
  parts: { readonly html: string; readonly text: string },
): Promise<number> {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: load.connections,
    maxMessages: Number.POSITIVE_INFINITY,
  })
  const started = performance.now()
  let next = 0
  // As many as the pool has connections, twice: it never waits for us.
  await Promise.all(
    Array.from({ length: load.connections * 2 }, async () => {
      while (next < load.messages) {
        const to = `desk${next}@paper.example`
        next += 1
        await transport.sendMail({
          from: 'Press Office <press@example.gov>',
          to,
          subject: 'Embargo lifted: Statement on the river talks',
          text: parts.text.replaceAll('{{address}}', to),
          html: parts.html.replaceAll('{{address}}', to),
          headers: { 'List-Unsubscribe': `<https://news.example/unsubscribe?who=${to}>` },
        })
      }
    }),
  )
  const rate = (load.messages / (performance.now() - started)) * 1000
  transport.close()
  return rate
}
