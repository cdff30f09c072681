/** An announced call: counts down by the service's clock, and gives way to what is released of it, in place. */
const AGAIN_MS = 60_000
const main = document.querySelector('main')
const id = main.querySelector('[data-upcoming]')?.dataset.upcoming
if (id !== undefined) follow()

function follow() {
  const [own, [{ responseStart }]] = [location.href, performance.getEntriesByType('navigation')]
  let read = main.textContent
  let stopCounting = countDown(responseStart)
  let asking = Promise.resolve()

  // One question at a time: what comes while one is under way is asked after it.
  const ask = () => {
    asking = asking.then(show, () => {}).catch(() => {})
  }
  const hear = ({ detail }) => {
    if (detail.kind === 'open' || detail.kind === 'upcoming' || detail.upcoming === id) ask()
  }
  document.addEventListener('newsroom:live', hear)
  const asksAgain = setInterval(ask, AGAIN_MS)
  // Whatever happened since the page was made.
  ask()

  /** Puts what stands at this page's address now in its place. */
  async function show() {
    if (location.href !== own) return
    const answer = await fetch(own, { headers: { Accept: 'text/html' }, cache: 'no-store' })
    const answeredAt = performance.now()
    if (answer.status >= 500) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const next = page.querySelector('main')
    const text = next.textContent
    const waits = next.querySelector('[data-upcoming]') !== null
    stopCounting()
    if (text !== read) main.replaceChildren(...next.childNodes)
    else copyTime(next)
    read = text
    if (waits) {
      stopCounting = countDown(answeredAt)
      return
    }
    document.removeEventListener('newsroom:live', hear)
    clearInterval(asksAgain)
    becomes(page, answer)
  }
}

function copyTime(next) {
  const place = main.querySelector('[data-left]')
  if (place !== null) place.dataset.left = next.querySelector('[data-left]').dataset.left
}

/** The page is another one from here on: its title, its address, what is live on it. */
function becomes(page, answer) {
  document.title = page.title
  if (answer.redirected) history.replaceState(null, '', new URL(answer.url).pathname)
  const about = page.querySelector('[data-live]')
  if (about !== null) Object.assign(document.querySelector('[data-live]').dataset, { ...about.dataset })
  scrollTo(0, 0)
  main.focus()
  document.dispatchEvent(new Event('newsroom:shown'))
}

/** Ticks by a clock that nobody sets, from when the page said how much was left; answers what stops it. */
function countDown(from) {
  const place = main.querySelector('[data-left]')
  if (place === null) return () => {}
  const leftMs = Number(place.dataset.left)
  const tick = () => {
    place.textContent = inWords(leftMs - (performance.now() - from))
  }
  tick()
  const ticking = setInterval(tick, 250)
  return () => clearInterval(ticking)
}

function inWords(leftMs) {
  const seconds = Math.ceil(leftMs / 1000)
  if (seconds <= 0) return 'Any moment now'
  const two = (number) => String(number).padStart(2, '0')
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
    .map(two)
    .join(':')
  const days = Math.floor(seconds / 86_400)
  if (days === 0) return clock
  return `${days} ${days === 1 ? 'day' : 'days'} ${clock}`
}
