/** Tells who reads a page what went public, was corrected or was withdrawn meanwhile; moves nothing they read. */
const notice = document.querySelector('[data-live]')
/** What is new since the page was made, by the end of its slug: a correction may change the words before it. */
const fresh = new Map()
/** An ETag is of one coding of a page (`finished-answer.ts`); which one this page came in, script cannot tell. */
const CODINGS = ['', '-br', '-gzip']
const ASK_AGAIN_MS = 5000
let askingAgain

if (notice !== null && 'EventSource' in window) {
  const stream = new EventSource('/live')
  stream.addEventListener('open', () => {
    // Whoever looks at the page can tell that it follows.
    notice.dataset.follows = ''
    pass('open', {})
    catchUp().catch(() => {})
  })
  for (const kind of ['release', 'correction', 'kill', 'upcoming'])
    stream.addEventListener(kind, ({ data }) => {
      const told = JSON.parse(data)
      hear(kind, told)
      pass(kind, told)
    })
}

/** For the page's other scripts, so that a page has one stream. */
function pass(kind, told) {
  document.dispatchEvent(new CustomEvent('newsroom:live', { detail: { kind, ...told } }))
}

/** What the notice is about is asked each time: a page may turn into another one. */
function hear(kind, told) {
  const [about, ownSlug] = notice.dataset.live.split(' ')
  if (about === 'front') hearOnFront(kind, told)
  else if (ownSlug !== undefined && endOf(told.slug) === endOf(ownSlug)) hearOfRelease(kind, told.slug)
}

/** What happened between the making of the page and the opening of the stream: answered once, and mostly 304. */
async function catchUp() {
  clearTimeout(askingAgain)
  const { live, made } = notice.dataset
  const [about, ownSlug] = live.split(' ')
  // Of a call that is announced the page's own script asks.
  if (about === 'release' && ownSlug === '') return
  const tags = CODINGS.map((coding) => `"${made}${coding}"`).join(', ')
  const headers = { Accept: 'text/html', 'If-None-Match': tags }
  const answer = await fetch(location.href, { headers, cache: 'no-store' }).catch(() => null)
  if (answer === null || answer.status >= 500) {
    // The stream never tells it again.
    askingAgain = setTimeout(() => catchUp().catch(() => {}), ASK_AGAIN_MS)
    return
  }
  if (answer.status === 410) return hearOfRelease('kill', ownSlug)
  if (!answer.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const now = page.querySelector('[data-live]').dataset
  notice.dataset.made = now.made
  if (about === 'front') return compareFronts(page)
  // Another page of the same revision is not a correction: the service itself may have changed.
  const revisionIn = (one) => one.querySelector('.revision').textContent
  if (revisionIn(page) !== revisionIn(document)) hearOfRelease('correction', now.live.split(' ')[1])
}

/** Stories of the front page as it is now that are newer than all that is shown; of those gone, whether withdrawn. */
async function compareFronts(page) {
  const [own, now] = [storiesIn(document), storiesIn(page)]
  const known = new Set(own.map(({ slug }) => endOf(slug)))
  const newest = Math.max(0, ...own.map(({ at }) => at))
  // Further down the list, others move in from the page before.
  if (!new URLSearchParams(location.search).has('cursor'))
    for (const story of now.toReversed())
      if (!known.has(endOf(story.slug)) && story.at >= newest) hearOnFront('release', story)
  const still = new Set(now.map(({ slug }) => endOf(slug)))
  for (const { slug } of own.filter((one) => !still.has(endOf(one.slug)))) {
    const { status } = await fetch(`/releases/${slug}`, { method: 'HEAD', cache: 'no-store' })
    if (status === 410) hearOnFront('kill', { slug })
  }
}

function storiesIn(page) {
  return [...page.querySelectorAll('.story')].map((story) => {
    const link = story.querySelector('.story-headline a')
    const at = Date.parse(story.querySelector('time').getAttribute('datetime'))
    return { slug: link.getAttribute('href').replace('/releases/', ''), headline: link.textContent, at }
  })
}

function endOf(slug) {
  return slug?.slice(slug.lastIndexOf('-'))
}

/** The front page says how many releases are new, the latest by name. */
function hearOnFront(kind, told) {
  const end = endOf(told.slug)
  if (kind === 'release' || (kind === 'correction' && fresh.has(end))) {
    fresh.set(end, told)
    tellFresh()
  }
  if (kind !== 'kill') return
  if (fresh.delete(end)) tellFresh()
  else if (document.querySelector(`a[href^="/releases/"][href$="${CSS.escape(end)}"]`))
    say('A release on this page was withdrawn. Do not use it before you load the page again.', location.href)
}

function tellFresh() {
  const [latest] = [...fresh.values()].reverse()
  if (latest === undefined) return clear()
  if (fresh.size === 1) return say(`1 new release: ${latest.headline}`, `/releases/${latest.slug}`)
  say(`${fresh.size} new releases, the latest: ${latest.headline}`, '/')
}

/** A release's page says when what it shows no longer stands. */
function hearOfRelease(kind, slug) {
  const path = `/releases/${slug}`
  if (kind === 'correction') say('This release was corrected. Read the corrected text.', path)
  if (kind === 'kill') say('This release was withdrawn. Do not use it; read the notice.', path)
}

function say(words, href) {
  const link = document.createElement('a')
  link.className = 'live-link'
  link.href = href
  link.textContent = words
  const close = document.createElement('button')
  close.type = 'button'
  close.textContent = 'Dismiss'
  close.addEventListener('click', clear)
  notice.replaceChildren(link, close)
}

function clear() {
  notice.replaceChildren()
}
