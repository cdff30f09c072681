/** A reader of XML for tests that is stricter than any program that reads feeds and sitemaps. */

const TAG = /<(\/?)([\w:]+)(?:\s+[\w:]+="[^"<]*")*\s*(\/?)>/y
const CDATA = /<!\[CDATA\[([\s\S]*?)\]\]>/y
const TEXT = /(?:[^<>&]|&(?:amp|lt|gt|quot|apos|#\d+);)+/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 §2.2 has no form for these.
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

/** The texts of an XML document by element; throws at whatever is not well-formed. */
export function readXml(xml: string): ReadonlyMap<string, readonly string[]> {
  const texts = new Map<string, string[]>()
  const open: { readonly name: string; text: string }[] = []
  const close = (name: string) => {
    const last = open.pop()
    if (last?.name !== name) throw new Error(`</${name}> closes <${last?.name}>`)
    texts.set(name, [...(texts.get(name) ?? []), last.text])
  }
  let at = /^<\?xml[^?]*\?>\s*/.exec(xml)?.[0].length ?? 0
  const next = (pattern: RegExp) => {
    pattern.lastIndex = at
    const found = pattern.exec(xml)
    at += found?.[0].length ?? 0
    return found
  }
  while (at < xml.length) {
    const tag = next(TAG)
    const [, closing, name = '', empty] = tag ?? []
    if (tag && !closing) open.push({ name, text: '' })
    if (tag && (closing || empty)) close(name)
    if (tag) continue
    const cdata = next(CDATA)
    const text = cdata?.[1] ?? next(TEXT)?.[0]
    const last = open.at(-1)
    if (text === undefined || last === undefined || UNWRITABLE.test(text))
      throw new Error(`Not well-formed at ${at}`)
    last.text += text
  }
  if (open.length > 0) throw new Error('An element is left open')
  return texts
}
