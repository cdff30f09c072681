/** Tells who reads a page what went public, was corrected or was withdrawn meanwhile; moves nothing they read. */
const notice = document.querySelector('[data-live]')

if (notice !== null && 'EventSource' in window) {
  const ownSlug = notice.dataset.live
  const stream = new EventSource('/live')
  const on = (kind, act) => stream.addEventListener(kind, (event) => act(JSON.parse(event.data)))
  if (ownSlug === '') followFront(on)
  else followRelease(on, ownSlug)
}

/** The front page says how many releases are new, the latest by name. */
function followFront(on) {
  const fresh = new Map()
  const tell = () => {
    const [latest] = [...fresh.values()].reverse()
    if (latest === undefined) return clear()
    if (fresh.size === 1) return say(`1 new release: ${latest.headline}`, `/releases/${latest.slug}`)
    say(`${fresh.size} new releases, the latest: ${latest.headline}`, '/')
  }
  on('release', (release) => {
    fresh.set(release.slug, release)
    tell()
  })
  on('correction', (release) => {
    if (!fresh.has(release.slug)) return
    fresh.set(release.slug, release)
    tell()
  })
  on('kill', ({ slug }) => {
    if (fresh.delete(slug)) tell()
    else if (document.querySelector(`a[href="/releases/${CSS.escape(slug)}"]`))
      say('A release on this page was withdrawn. Do not use it before you load the page again.', '/')
  })
}

/** A release's page says when what it shows no longer stands. */
function followRelease(on, ownSlug) {
  const path = `/releases/${ownSlug}`
  on('correction', ({ slug }) => {
    if (slug === ownSlug) say('This release was corrected. Read the corrected text.', path)
  })
  on('kill', ({ slug }) => {
    if (slug === ownSlug) say('This release was withdrawn. Do not use it; read the notice.', path)
  })
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
