/** What stops something from going out, in words that say what to do about it. */
import type { Block } from '../../domain/blocks.ts'

const WORDS: Readonly<Record<Block, string>> = {
  'no-transcript': 'No transcript yet',
  'not-cleared': 'Not cleared',
  conflict: 'Said and declared disagree',
  'withheld-name': 'A withheld name is in it',
  never: 'Never published: its ground rules forbid it',
}

export type BlockView = { readonly says: string; readonly href: string }

/** `href`: the page where it is put right. */
export function blockViews(blocks: readonly Block[], href: string): readonly BlockView[] {
  return blocks.map((block) => ({ says: WORDS[block], href }))
}
