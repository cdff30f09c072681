/** Copies the words of a turn as a quote that says whom to attribute it to, where it is from, and where it stands. */
if (navigator.clipboard !== undefined) {
  document.addEventListener('newsroom:shown', offer)
  offer()
}

/** A button for each turn, beside its speaker. */
function offer() {
  const release = document.querySelector('.release')
  if (release === null) return
  for (const turn of release.querySelectorAll('.turn')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'copy'
    button.textContent = 'Copy quote'
    button.setAttribute('aria-label', `Copy as quote: ${turn.querySelector('.speaker').textContent}`)
    button.addEventListener('click', () => copy(button, quoteOf(release, turn)))
    turn.append(button)
  }
}

async function copy(button, text) {
  const label = button.textContent
  try {
    await navigator.clipboard.writeText(text)
    button.textContent = 'Copied'
  } catch {
    button.textContent = 'Not copied'
  }
  setTimeout(() => {
    button.textContent = label
  }, 2000)
}

/** What is selected within the turn, else all of it. */
function quoteOf({ dataset }, turn) {
  const said = turn.querySelector('.said')
  const selection = getSelection()
  const inside =
    !selection.isCollapsed && said.contains(selection.anchorNode) && said.contains(selection.focusNode)
  const all = [...said.querySelectorAll('p')].map((paragraph) => paragraph.textContent)
  const words = (inside ? selection.toString() : all.join('\n\n')).trim()
  const basis = dataset.basis === undefined ? '' : `, ${dataset.basis}`
  const source = `“${dataset.headline},” ${dataset.source}, ${dataset.day}`
  return `“${words}”\n— ${turn.dataset.cited}${basis}\n${source}\n${dataset.link}#${turn.id}\n`
}
