/** Press staff hand in a transcript, review it, withhold and strike, and clear it, by forms alone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TRANSCRIPT } from '../support/a-call.ts'
import { type Desk, formOf, openDesk, signIn } from '../support/desk.ts'
import { type Service, startService } from '../support/service.ts'
import * as steps from '../support/steps.ts'

let service: Service
let ana: Desk
beforeAll(async () => {
  service = await startService()
  ana = await signIn(service, 'ana@example.gov')
})
afterAll(() => service.close())

const SPOKEN = TRANSCRIPT.replace(
  'Did they agree on the gauges?',
  'Thanks, Saloni.  Did Maggie’s side agree on the gauges?',
)

/** A live call whose transcript was pasted; answers where its review is. */
async function aReview(text = SPOKEN, change: Record<string, unknown> = {}) {
  const call = await steps.scheduleCall(service, change)
  await steps.start(service, call.id)
  const page = `/desk/calls/${call.id}/transcript`
  const { to, html } = await ana.submit(page, page, { text })
  const path = to?.replace(/\?.*$/, '') ?? ''
  expect(path).toMatch(/^\/desk\/releases\/rel_/)
  return { call, path, id: path.replace('/desk/releases/', ''), html }
}

test('a pasted transcript is read, reviewed, cleared by its revision, and public when the call ends', async () => {
  const { call, path, id, html } = await aReview()
  expect(html).toContain('The transcript is read')
  expect(html).toContain(
    '<span class="mark">[senior administration official]</span> will not be quoted by name',
  )
  expect(html).toContain('Is this someone withheld?')

  const finds = [...html.matchAll(/name="(find-[^"]+)"/g)].map(([, name]) => name ?? '')
  const decided = Object.fromEntries([...new Set(finds)].map((name) => [name, 'decline']))
  const struck = { ...decided, words: 'five hours', mark: 'some time' }
  const saved = await ana.submit(path, `${path}/redactions`, struck)
  expect(saved.html).toContain('Saved. Read it once more')
  expect(saved.html).toContain('met for <span class="mark">[some time]</span> on')

  const cleared = await ana.submit(path, `${path}/clear`)
  expect(cleared.html).toContain('Cleared. This revision')
  await steps.end(service, call.id)
  const { slug } = await steps.untilPublic(service, id)
  const page = await service.anyone.get(`/releases/${slug}`)
  expect(page.text).toContain('[some time]')
  expect(page.text).not.toContain('five hours')
})

test('a struck passage comes back, and one whose words are not there loses nothing that was typed', async () => {
  const { path } = await aReview()
  const missing = await ana.submit(path, `${path}/redactions`, { words: 'never said', mark: 'gone' })
  expect(missing.status).toBe(422)
  expect(missing.html).toContain('Exactly these words were not said there')
  expect(missing.html).toContain('>never said</textarea>')
  const { html } = await ana.submit(path, `${path}/redactions`, { words: 'five hours' })
  const [, keep = ''] = /name="(keep-[^"]+)"/.exec(html) ?? []
  expect(html).not.toContain('met for five hours')
  const back = await ana.submit(path, `${path}/redactions`, { [keep]: 'no' })
  expect(back.html).toContain('met for five hours')
})

test('what moved on since it was read is not cleared, and the page shows the new words', async () => {
  const { call, path } = await aReview()
  const stale = await ana.get(path)
  await service.press.put(`/v1/calls/${call.id}/transcript`, SPOKEN.replace('five hours', 'nine hours'))
  const answer = await ana.post(`${path}/clear`, formOf(stale.html, `${path}/clear`).fields)
  expect(answer.status).toBe(412)
  expect(answer.html).toContain('moved on since it was read')
  expect(answer.html).toContain('nine hours')
})

test('a file takes the place of pasted words, and a form of another session changes nothing', async () => {
  const call = await steps.scheduleCall(service)
  const page = `/desk/calls/${call.id}/transcript`
  const { fields } = formOf((await ana.get(page)).html, page)
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new Blob([TRANSCRIPT], { type: 'text/plain' }), 'call.txt')
  const sent = await ana.post(page, form)
  expect(sent.to, sent.html).toMatch(/^\/desk\/releases\/rel_.*done=transcript/)

  form.set('_csrf', 'of-somebody-else')
  expect((await ana.post(page, form)).status).toBe(403)
  expect((await openDesk(service.url).post(page, form)).status).toBe(401)
})

test('a conflict stops clearing until it is acknowledged by name', async () => {
  const { path, html } = await aReview(TRANSCRIPT, { embargo: { until: 'time', at: '2030-01-02T05:00' } })
  expect(html).toContain('href="#conflicts"')
  const refused = await ana.submit(path, `${path}/clear`)
  expect(refused.status).toBe(422)
  const codes = [...html.matchAll(/name="(ack-[^"]+)"/g)].map(([, name]) => name ?? '')
  expect(codes).not.toEqual([])
  const known = Object.fromEntries(codes.map((name) => [name, 'yes']))
  const cleared = await ana.submit(path, `${path}/clear`, known)
  expect(cleared.html).toContain('Cleared. This revision')
})

test('the preview is the page that is published, but for its time, its address and its banner', async () => {
  const { call, path, id } = await aReview(TRANSCRIPT)
  const preview = await ana.get(`${path}/preview`)
  expect(preview.status, preview.html).toBe(200)
  expect(preview.headers.get('Cache-Control')).toBe('no-store')
  expect(preview.html).toContain('Preview, not public.')
  expect(preview.html).not.toContain('/feed.xml')
  const text = await ana.get(`${path}/preview.txt`)
  expect(text.headers.get('Content-Type')).toContain('text/plain')

  await ana.submit(path, `${path}/clear`)
  await steps.end(service, call.id)
  const { slug } = await steps.untilPublic(service, id)
  const page = await service.anyone.get(`/releases/${slug}`)
  const article = (html: string, at: string) =>
    (/<article class="release"[^>]*>.*<\/article>/s.exec(html)?.[0]?.replace(/^<[^>]*>/, '') ?? '')
      .replaceAll(at, 'AT')
      .replace(/<time datetime="[^"]*">[^<]*<\/time>/, 'TIME')
  expect(article(preview.html, `${path}/preview`)).toContain('Published TIME')
  expect(article(preview.html, `${path}/preview`)).toBe(article(page.text, `/releases/${slug}`))
  const untimed = (words: string) => words.replace(/Published .*\./, '')
  expect(untimed(text.html)).toBe(untimed((await service.anyone.get(`/releases/${slug}.txt`)).text))

  expect((await ana.get(`${path}/preview`)).status).toBe(409)
})

test('turns are taken down live in one order, and the moderator’s last word asks to end the call', async () => {
  const call = await steps.scheduleCall(service)
  const page = `/desk/calls/${call.id}/live`
  expect((await ana.get(page)).html).toContain('The call is not live')
  await steps.start(service, call.id)
  const ben = await signIn(service, 'ben@example.gov')
  const stale = formOf((await ben.get(page)).html, page).fields

  const said = { speaker: 'MODERATOR', role: 'moderator', words: 'Thanks, everyone, for joining.' }
  const first = await ana.submit(page, page, said)
  expect(first.html).toContain('1 MODERATOR')
  const late = await ben.post(page, { ...stale, speaker: 'Q', words: 'Did they agree?' })
  expect(late.status).toBe(409)
  expect(late.html).toContain('Thanks, everyone, for joining.')
  expect(late.html).toContain('>Did they agree?</textarea>')
  const taken = await ben.post(page, { ...formOf(late.html, page).fields, words: 'Did they agree?' })
  expect(taken.to).toContain('done=turn')

  const ended = await ana.submit(page, page, {
    speaker: 'MODERATOR',
    words: 'The embargo on the contents of this call is now lifted.',
  })
  expect(ended.html).toContain(`href="/desk/calls/${call.id}/end"`)
  expect(ended.html).toContain('The moderator said that the embargo is lifted.')
  const [release] = steps.body(await service.press.get('/v1/releases'), 200).items
  const { content } = steps.body(await service.press.get(`/v1/releases/${release.id}`), 200)
  const roles = content.body.transcript.turns.map(({ role }: { role: string }) => role)
  expect(roles).toEqual(['moderator', 'reporter', 'moderator'])
})

test('who follows a live call sees what others add', async () => {
  const call = await steps.scheduleCall(service)
  await steps.start(service, call.id)
  const page = `/desk/calls/${call.id}/live`
  const leave = new AbortController()
  const stream = await fetch(`${service.url}${page}/stream`, {
    headers: { Cookie: ana.cookie() },
    signal: leave.signal,
  })
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
  const hear = async () => {
    let heard = ''
    while (!heard.includes('\n\n')) heard += (await reader?.read())?.value ?? ''
    return heard
  }
  // First as it stands, and then what came.
  expect(await hear()).toContain('name="after" value="0"')
  await ana.submit(page, page, { speaker: 'OPERATOR', role: 'operator', words: 'Your line is open.' })
  const second = await hear()
  leave.abort()
  expect(second).toContain('Your line is open.')
  expect(second).toContain('name="after" value="1"')
})

test('the mail is shown as it will be sent, its HTML under a policy that lets it do nothing', async () => {
  const { path } = await aReview(TRANSCRIPT)
  const shown = await ana.get(`${path}/preview/mail`)
  expect(shown.status, shown.html).toBe(200)
  expect(shown.html).toContain('<dt>Subject</dt><dd>Embargo lifted')
  expect(shown.headers.get('Content-Security-Policy')).toContain("frame-src 'self'")
  const mail = await ana.get(`${path}/preview/mail.html`)
  expect(mail.html).toContain('met for five hours')
  expect(mail.headers.get('Cache-Control')).toBe('no-store')
  const policy = mail.headers.get('Content-Security-Policy') ?? ''
  expect(policy).toMatch(/^default-src 'none'; .*; sandbox$/)
  const elsewhere = await ana.get(path)
  expect(elsewhere.headers.get('Content-Security-Policy')).not.toContain('frame-src')
  expect((await openDesk(service.url).get(`${path}/preview/mail.html`)).status).toBe(303)
})
