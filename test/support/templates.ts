/** Which templates pages were made of: what each of them ever wrote, to be found again in what was looked at. */
import { globSync } from 'node:fs'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type * as eta from 'eta'

const ROOT = fileURLToPath(new URL('../../templates', import.meta.url))
/** What people look at in a browser; the reference of the API is one page, and mails have checks of their own. */
const LOOKED_AT = '{pages,desk}/**/*.eta'

/** By path, such as `pages/notice.eta`. */
const written = new Map<string, Set<string>>()

/** The library, keeping what each template writes: for `vi.mock('eta', …)`, which changes nothing else of it. */
export function recordingEta(real: typeof eta): typeof eta {
  class Recording extends real.Eta {
    constructor(...given: ConstructorParameters<typeof real.Eta>) {
      super(...given)
      const render = this.render
      this.render = (template, data, meta) => {
        const text = render.call(this, template, data, meta)
        if (typeof template === 'string') keep(this.resolvePath?.(template, meta) ?? template, text)
        return text
      }
    }
  }
  return { ...real, Eta: Recording }
}

function keep(path: string, text: string): void {
  const name = relative(ROOT, path)
  if (text.trim() !== '') written.set(name, (written.get(name) ?? new Set()).add(text))
}

/** Of the templates that are `asked` for, those of which nothing stands in any of these pages. */
export function templatesNotIn(
  pages: readonly string[],
  asked: (path: string) => boolean,
): readonly string[] {
  const all = globSync(LOOKED_AT, { cwd: ROOT }).filter(asked)
  if (all.length === 0) throw new Error('No template was asked for')
  const isLookedAt = (text: string) => pages.some((page) => page.includes(text))
  return all.filter((path) => ![...(written.get(path) ?? [])].some(isLookedAt))
}

/** Those that are seen before anybody signs in; the others are the desk's. */
export function isForAnyone(path: string): boolean {
  return /^(?:pages\/|desk\/(?:sign-in|sign-in-sent)\.eta$)/.test(path)
}
