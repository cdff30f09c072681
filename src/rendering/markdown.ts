/** Markdown as HTML that is safe on our pages: no HTML of its own, no images, only web and mail links. */
import MarkdownIt from 'markdown-it'

const markdown = new MarkdownIt({ html: false, linkify: true })
markdown.linkify.set({ fuzzyLink: false, fuzzyIP: false })
markdown.validateLink = (url) => /^(https?:\/\/|mailto:)/i.test(url.trim())
// An image would come from another host, which our policy forbids and which would see who reads.
markdown.renderer.rules.image = (tokens, index) => markdown.utils.escapeHtml(tokens[index]?.content ?? '')
// The page's own headline is the first level.
markdown.core.ruler.push('headings-below-the-headline', ({ tokens }) => {
  for (const token of tokens)
    if (token.type === 'heading_open' || token.type === 'heading_close')
      token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 1)}`
})

export function markdownHtml(source: string): string {
  return markdown.render(source)
}

/** For a sentence or two: no paragraph around them. */
export function inlineMarkdown(source: string): string {
  return markdown.renderInline(source)
}
