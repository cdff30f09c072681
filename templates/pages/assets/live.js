/** Tells who reads a page what went public, was corrected or was withdrawn meanwhile; moves nothing they read. */
const notice = document.querySelector('[data-live]')
/** What is new since the page was made, by the end of its slug: a correction may change the words before it. */
const fresh = new Map()

if (notice !== null && 'EventSource' in window) {
  const stream = new EventSource('/live')
  stream.addEventListener('open', () => {
    // Whoever looks at the page can tell that it follows.
    notice.dataset.follows = ''
    pass('open', {})
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
