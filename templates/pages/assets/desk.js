/** What script adds to the desk: forms are sent once, errors are read first, countdowns run on the server's clock. */

// A form is sent by the first press; the server takes a second one for the same act anyway.
document.addEventListener('submit', (event) => {
  const form = event.target
  if (form.dataset.sent === 'yes') return event.preventDefault()
  form.dataset.sent = 'yes'
  // Not before the browser has read which button it was.
  setTimeout(() => {
    for (const button of form.querySelectorAll('button[type="submit"]')) button.disabled = true
  })
})
// Back from the next page, the form is fresh. A page that a browser kept against what it was told is asked for
// again: somebody may have signed out since.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) return location.reload()
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent
    for (const button of form.querySelectorAll('button[type="submit"]')) button.disabled = false
  }
})

document.querySelector('#problem')?.focus()

// Signed out, here or in another window: what is on this page is not for whoever sees it now.
addEventListener('over', () => location.reload())

/** `data-until`: an instant in ms; `data-now`: the server's clock when the part with it was made. */
function tick() {
  for (const clock of document.querySelectorAll('[data-until]')) {
    clock.dataset.seen ??= String(performance.now())
    const now = Number(clock.dataset.now) + performance.now() - Number(clock.dataset.seen)
    clock.textContent = sayLeft(Number(clock.dataset.until) - now)
  }
}

/** `in 1:02:03`, `in 0:09`, `now`. */
function sayLeft(leftMs) {
  const left = Math.ceil(leftMs / 1000)
  if (left <= 0) return 'now'
  const two = (part) => String(part).padStart(2, '0')
  const [hours, minutes, seconds] = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60]
  if (hours >= 48) return `in ${Math.floor(hours / 24)} days`
  return `in ${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds)}`
}

setInterval(tick, 250)
// What was put in place of the old has no words yet.
addEventListener('htmx:after:swap', tick)
tick()
