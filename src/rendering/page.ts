/** A page that rendering made, and nothing else can: what HTTP sends to readers. */
import { createHash } from 'node:crypto'

export class Page {
  readonly #made = true
  readonly type: string
  readonly body: string
  /** Strong, from the body alone. */
  readonly etag: string

  private constructor(type: string, body: string, tag: string) {
    this.type = type
    this.body = body
    this.etag = `"${tag}"`
  }

  static isGenuine(value: Page): boolean {
    return #made in value
  }

  /** For the renderers of this folder; a lint rule keeps everyone else from it. */
  static render(type: keyof typeof TYPES, body: string): Page {
    return new Page(TYPES[type], body, tagOf(body))
  }

  /** A page that says its own ETag, so that its script can ask whether it is still so. */
  static renderTagged(type: keyof typeof TYPES, body: (tag: string) => string): Page {
    const tag = tagOf(body(''))
    return new Page(TYPES[type], body(tag), tag)
  }
}

function tagOf(body: string): string {
  return createHash('sha256').update(body).digest('base64url').slice(0, 22)
}

const TYPES = {
  html: 'text/html; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  json: 'application/json; charset=utf-8',
  rss: 'application/rss+xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  feedJson: 'application/feed+json; charset=utf-8',
} as const
