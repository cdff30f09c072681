/** A person at the desk, as a browser without script: cookies, pages, and forms sent with what they hold. */
import { parseDocument } from 'htmlparser2'
import { expect } from 'vitest'
import type { Service } from './service.ts'

export type DeskAnswer = {
  readonly status: number
  readonly headers: Headers
  readonly html: string
  /** Where it led; null where it led nowhere. */
  readonly to: string | null
}

export type Fields = Readonly<Record<string, string>>

export type Desk = {
  get(path: string): Promise<DeskAnswer>
  /** Sends the form of a page whose action is this, with these fields over what it holds, and goes where it leads. */
  submit(path: string, action: string, fields?: Fields): Promise<DeskAnswer>
  /** Sends a form to an address as it stands: nothing is read from any page. */
  post(action: string, body: Fields | FormData): Promise<DeskAnswer>
  cookie(): string
}

/** Signs in by the link that is mailed; the service needs workers. */
export async function signIn(service: Service, email: string): Promise<Desk> {
  const desk = openDesk(service.url)
  const before = service.mail.received.length
  await desk.submit('/desk/sign-in', '/desk/sign-in', { email })
  const { mail } = await service.mail.until(
    (one) => one.to === email && service.mail.received.indexOf(one) >= before,
  )
  const link = /\/desk\/sign-in\/link\?token=\S+/.exec(mail.text ?? '')?.[0] ?? ''
  const answer = await desk.submit(link, '/desk/sign-in/link')
  // Who is of ops is led on to a sign-in of its own.
  expect(answer.status, answer.html).toBeLessThan(400)
  return desk
}

/** Nobody in particular, until they sign in. */
export function openDesk(url: string): Desk {
  const jar = new Map<string, string>()
  const cookie = () => Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ')

  async function ask(path: string, init: RequestInit = {}): Promise<DeskAnswer> {
    const headers = { ...init.headers, Cookie: cookie(), 'Sec-Fetch-Site': 'same-origin' }
    const response = await fetch(new URL(path, url), { ...init, headers, redirect: 'manual' })
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const { status, headers: answered } = response
    return { status, headers: answered, html: await response.text(), to: answered.get('Location') }
  }
  const post = (action: string, body: Fields | FormData) =>
    ask(action, { method: 'POST', body: body instanceof FormData ? body : new URLSearchParams(body) })

  return {
    cookie,
    post,
    get: (path) => ask(path),
    async submit(path, action, fields = {}) {
      const page = await ask(path)
      expect(page.status, page.html).toBe(200)
      const form = formOf(page.html, action)
      const all = { ...form.fields, ...fields }
      let sent: Fields | FormData = all
      if (form.isMultipart) {
        sent = new FormData()
        for (const [name, value] of Object.entries(all)) sent.set(name, value)
      }
      const answer = await post(action, sent)
      return answer.status === 303 && answer.to !== null
        ? { ...(await ask(answer.to)), to: answer.to }
        : answer
    },
  }
}

type Element = {
  readonly name: string
  readonly attribs: Record<string, string>
  children: readonly unknown[]
}

/** What a browser would send of the form with this action, were it sent untouched. */
export function formOf(html: string, action: string): { fields: Fields; isMultipart: boolean } {
  const form = elements(parseDocument(html)).find(
    (one) => one.name === 'form' && one.attribs.action === action,
  )
  if (form === undefined) throw new Error(`No form for ${action} in ${html}`)
  const fields: Record<string, string> = {}
  const own = elements(form)
  const others = form.attribs.id
    ? elements(parseDocument(html)).filter((one) => one.attribs.form === form.attribs.id)
    : []
  for (const field of [...own, ...others]) {
    const { name, value = '', type } = field.attribs
    if (name === undefined || 'disabled' in field.attribs || field.name === 'button') continue
    if (field.name === 'textarea') fields[name] = textOf(field).replace(/^\n/, '')
    else if (field.name === 'select') fields[name] = chosenOf(field)
    else if (type === 'radio' || type === 'checkbox') {
      if ('checked' in field.attribs) fields[name] = value
    } else if (field.name === 'input' && type !== 'file') fields[name] = value
  }
  return { fields, isMultipart: form.attribs.enctype === 'multipart/form-data' }
}

function chosenOf(select: Element): string {
  const options = elements(select).filter(({ name }) => name === 'option')
  const option = options.find(({ attribs }) => 'selected' in attribs) ?? options[0]
  return option === undefined ? '' : (option.attribs.value ?? textOf(option))
}

/** Every element below a node, in the order of the document. */
export function elements(node: object): readonly Element[] {
  const children = 'children' in node ? (node.children as readonly object[]) : []
  return children.flatMap((child) =>
    'name' in child && 'attribs' in child ? [child as Element, ...elements(child)] : [],
  )
}

/** The text of a node, its entities read. */
export function textOf(node: object): string {
  if ('data' in node && typeof node.data === 'string') return node.data
  return 'children' in node ? (node.children as readonly object[]).map(textOf).join('') : ''
}
