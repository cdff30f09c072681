/** What the head of a page tells programs: search engines, and those that show a preview of a link. */
import { Parser } from 'htmlparser2'

export type Head = {
  readonly title: string
  /** `content` by `name` or `property`; of those that stand there more than once, each. */
  readonly meta: ReadonlyMap<string, readonly string[]>
  readonly canonical: readonly string[]
  /** The texts of its blocks of JSON-LD. */
  readonly linkedData: readonly string[]
}

export function readHead(html: string): Head {
  const meta = new Map<string, string[]>()
  const canonical: string[] = []
  const linkedData: string[] = []
  let title = ''
  let inside: 'title' | 'data' | null = null
  const parser = new Parser({
    onopentag(name, attributes) {
      const key = attributes.property ?? attributes.name
      if (name === 'meta' && key !== undefined)
        meta.set(key, [...(meta.get(key) ?? []), attributes.content ?? ''])
      if (name === 'link' && attributes.rel === 'canonical') canonical.push(attributes.href ?? '')
      if (name === 'title') inside = 'title'
      if (name === 'script' && attributes.type === 'application/ld+json') {
        inside = 'data'
        linkedData.push('')
      }
    },
    ontext(text) {
      if (inside === 'title') title += text
      if (inside === 'data') linkedData.push(`${linkedData.pop()}${text}`)
    },
    onclosetag() {
      inside = null
    },
  })
  parser.end(html)
  return { title, meta, canonical, linkedData }
}
