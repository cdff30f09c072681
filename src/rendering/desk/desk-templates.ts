/** The templates of the desk's pages, each filled with values that are escaped, in the frame all of them share. */
import { fileURLToPath } from 'node:url'
import { Eta } from 'eta'
import { Page } from '../page.ts'
import { faultOf, typedIn } from './form.ts'
import type { DeskViews } from './views.ts'

/** What stands around a page of the desk. */
export type DeskFrame = {
  readonly title: string
  /** Null where nobody is signed in. */
  readonly person: string | null
  readonly csrf: string
  /** The place in the navigation. */
  readonly place: 'today' | 'calls' | 'releases' | null
  /** Since when everything is held, and by whom. */
  readonly heldAll: string | null
  /** What was done just now, in one sentence. */
  readonly done: string | null
}

export type DeskTemplates = {
  page<Name extends keyof DeskViews>(name: Name, view: DeskViews[Name], frame: DeskFrame): Page
  /** A part of a page, for what changes while it is open. */
  part<Name extends keyof DeskViews>(name: Name, view: DeskViews[Name]): string
}

export function createDeskTemplates(site: { readonly organisation: string }): DeskTemplates {
  const views = fileURLToPath(new URL('../../../templates/desk', import.meta.url))
  const eta = new Eta({ views, cache: true, autoEscape: true, autoTrim: false })
  const part = (name: string, view: object) => eta.render(`./${name}`, { ...view, site, typedIn, faultOf })
  return {
    page: (name, view, frame) =>
      Page.render('html', eta.render('./frame', { ...frame, site, main: part(name, view) })),
    part,
  }
}
