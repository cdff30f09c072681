/** The description of the API as programs read it and as people do, both made once. */
import { fileURLToPath } from 'node:url'
import { Eta } from 'eta'
import { Page } from '../page.ts'
import { ApiDocument } from './api-document.ts'
import { docsView } from './docs-view.ts'

export type Docs = { readonly json: Page; readonly page: Page }

/** `json`: an OpenAPI 3.1 document. `organisation`: the name over every page. */
export function renderDocs(json: string, organisation: string): Docs {
  const views = fileURLToPath(new URL('../../../templates/docs', import.meta.url))
  const eta = new Eta({ views, cache: true, autoEscape: true, autoTrim: false })
  const view = docsView(ApiDocument.parse(JSON.parse(json)))
  return {
    json: Page.render('json', json),
    page: Page.render('html', eta.render('./page', { ...view, organisation })),
  }
}
