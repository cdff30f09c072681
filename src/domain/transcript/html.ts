/** A transcript's web page as the plain text a reader sees. */
import { Tokenizer } from 'htmlparser2'

const UNSEEN: ReadonlySet<string> = new Set(
  'title script style template noscript svg button select dialog'.split(' '),
)
/** Parts of the page that stand beside what it is about. */
const BESIDE: ReadonlySet<string> = new Set(['nav', 'footer', 'aside'])
const INLINE: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub sup time u var wbr strike'.split(
    ' ',
  ),
)
const SOURCE_SPACE = /[ \t\r\n\f]+/gu
/** What the page shows struck through; plain text shows it between tildes. */
const STRUCK: ReadonlySet<string> = new Set(['s', 'del', 'strike'])
const CELLS: ReadonlySet<string> = new Set(['td', 'th'])

/**
 * Turns HTML into plain text: a line for each block or `<br>`, entities decoded, what is not shown left out.
 * Works on tags alone, without a tree, whose upkeep would cost the square of the depth.
 */
export function readHtml(html: string): string {
  const { text, isOpen } = textOf(html, new Set([...UNSEEN, ...BESIDE]))
  // A `<nav>` that nobody closed would hide everything under it.
  return isOpen ? textOf(html, UNSEEN).text : text
}

/** `isOpen`: the page ends in what is not shown. */
function textOf(
  html: string,
  hidden: ReadonlySet<string>,
): { readonly text: string; readonly isOpen: boolean } {
  const out: string[] = []
  let unseen = 0
  let opened = ''

  function mark(name: string) {
    // A cell's edge reads as the wide space after a label.
    if (CELLS.has(name)) out.push('    ')
    else if (STRUCK.has(name)) {
      if (unseen === 0) out.push('~~')
    } else if (!INLINE.has(name)) out.push('\n')
  }

  function close(name: string) {
    if (hidden.has(name) && unseen > 0) unseen -= 1
    mark(name)
  }

  const nothing = () => {}
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname(start, end) {
        opened = html.slice(start, end).toLowerCase()
        if (hidden.has(opened)) unseen += 1
        else if (opened === 'body') unseen = 0
        mark(opened)
      },
      onselfclosingtag() {
        // Of these only a drawing may close itself in HTML.
        if (opened === 'svg') close(opened)
      },
      onclosetag(start, end) {
        close(html.slice(start, end).toLowerCase())
      },
      ontext(start, end) {
        if (unseen === 0) out.push(html.slice(start, end).replace(SOURCE_SPACE, ' '))
      },
      ontextentity(codePoint) {
        if (unseen === 0) out.push(String.fromCodePoint(codePoint))
      },
      onopentagend: nothing,
      onattribname: nothing,
      onattribdata: nothing,
      onattribentity: nothing,
      onattribend: nothing,
      oncdata: nothing,
      oncomment: nothing,
      ondeclaration: nothing,
      onprocessinginstruction: nothing,
      onend: nothing,
    },
  )
  tokenizer.write(html)
  tokenizer.end()
  return { text: out.join(''), isOpen: unseen > 0 }
}
