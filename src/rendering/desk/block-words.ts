/** What stops something from going out, in words that say what to do about it. */
import type { Block } from '../../domain/blocks.ts'

const WORDS: Readonly<Record<Block, string>> = {
  'no-transcript': 'No transcript yet',
  'not-cleared': 'Not cleared',
  'second-person': 'A second person has to clear it',
  conflict: 'Said and declared disagree',
  'withheld-name': 'A withheld name is in it',
  never: 'Never published: its ground rules forbid it',
}

export type BlockView = { readonly says: string; readonly href: string }

/** `href`: the page where it is put right. */
export function blockViews(blocks: readonly Block[], href: string): readonly BlockView[] {
  return blocks.map((block) => ({ says: WORDS[block], href }))
}

const PLACES: Readonly<Record<Block, string>> = {
  'no-transcript': '#main',
  'not-cleared': '#clear',
  'second-person': '#clear',
  conflict: '#conflicts',
  'withheld-name': '#withheld',
  never: '#main',
}

/** Each with its place on the page where a release is reviewed. */
export function blocksOnPage(blocks: readonly Block[]): readonly BlockView[] {
  return blocks.map((block) => ({ says: WORDS[block], href: PLACES[block] }))
}
