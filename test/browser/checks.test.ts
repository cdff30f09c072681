/** The checks that every page must pass, on a page that passes none of them. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, onTestFinished } from 'vitest'
import { test } from '../support/browser.ts'
import { findPageFaults } from '../support/page-checks.ts'

const WRONG = `<!doctype html><html><head><script src="/late.js"></script>
<style>a { outline: none; color: #bbb } a:focus { outline: none } .low { color: #ccc }</style></head>
<body><h1>One</h1><h1>Two</h1><p class="low">Hard to read</p><div style="width:3000px">Wide</div>
<a href="/a">Never seen with the focus</a> <button tabindex="-1" hidden></button>
<img src="/missing.png" alt=""><script>console.error('said so')</script></body></html>`

const RIGHT = `<!doctype html><html lang="en"><head><title>Right</title></head>
<body><main><h1>One</h1><a href="/a">A link</a></main></body></html>`

/** Serves pages as they are, under a policy that forbids inline script. */
async function serve(html: string): Promise<string> {
  const server = createServer((req, res) => {
    res.setHeader(
      'Content-Security-Policy',
      "default-src 'self'; style-src 'unsafe-inline'; script-src 'self'",
    )
    if (req.url === '/missing.png') res.writeHead(404).end()
    else if (req.url === '/late.js') res.setHeader('Content-Type', 'text/javascript').end(SHIFT)
    else res.setHeader('Content-Type', 'text/html').end(html)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`
}

/** Pushes the page down once it has been painted. */
const SHIFT = `addEventListener('load', () => requestAnimationFrame(() => setTimeout(() => {
  document.body.prepend(Object.assign(document.createElement('p'), { textContent: 'pushed', style: 'height:300px' }))
}, 50)))`

test('each of them finds what is wrong', async ({ visit }) => {
  const visited = await visit(await serve(WRONG))
  await visited.page.getByText('pushed').waitFor()
  await visited.page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  )
  const faults = (await findPageFaults(visited)).join('\n')
  for (const fault of [
    'has no title',
    'has 2 h1',
    'says no language',
    'waits for a script',
    'Content Security Policy',
    'missing.png',
    'jumped while it loaded',
    'scrolls to the side',
    'the focus cannot be seen on <a',
    'axe color-contrast',
    'axe html-has-lang',
  ])
    expect(faults).toContain(fault)
})

test('and nothing where nothing is', async ({ visit }) => {
  expect(await findPageFaults(await visit(await serve(RIGHT)))).toEqual([])
})
