/** The desk's pages, by name, as a press officer sees them; a new page joins the tests and the pictures here. */
import type { Newsroom } from './sample-newsroom.ts'

/** Name → path, with what the sample newsroom holds. */
export function deskPages(_newsroom: Newsroom): Readonly<Record<string, string>> {
  return {
    today: '/desk',
  }
}
