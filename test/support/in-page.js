/** What runs inside a page under test, put in before anything of its own; answers lists of what is wrong. */
globalThis.checks ??= (() => {
  const shifts = []
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) shifts.push(value)
  }).observe({ type: 'layout-shift', buffered: true })

  const short = (element) => element.outerHTML.replace(/\s+/g, ' ').slice(0, 120)

  /** Title, language, one h1, and no script that the first paint waits for. */
  function structure() {
    const faults = []
    const headings = document.querySelectorAll('h1').length
    if (document.title.trim() === '') faults.push('has no title')
    if (headings !== 1) faults.push(`has ${headings} h1`)
    if (document.documentElement.lang === '') faults.push('says no language')
    for (const script of document.querySelectorAll('script:not([type$=json])')) {
      const waits = script.src === '' || !(script.defer || script.async || script.type === 'module')
      if (waits) faults.push(`waits for a script: ${short(script)}`)
    }
    return faults
  }

  /** What reaches furthest to the right when the page is wider than its window. */
  function width() {
    const room = document.documentElement.clientWidth
    const wide = document.scrollingElement.scrollWidth
    if (wide <= room) return []
    const right = (element) => element.getBoundingClientRect().right
    // Of those that reach as far, the innermost is the cause.
    const furthest = [...document.body.querySelectorAll('*')].sort((a, b) => right(a) - right(b)).at(-1)
    return [`scrolls to the side, ${wide} px in ${room}: ${short(furthest ?? document.body)}`]
  }

  /** A hundredth of what counts as good (web.dev, Cumulative Layout Shift). */
  const LEAST_JUMP = 0.001
  /** How much of what was painted has moved so far. */
  function shifted() {
    return shifts.reduce((total, one) => total + one, 0)
  }
  function shift() {
    const sum = shifted()
    return sum > LEAST_JUMP ? [`jumped while it loaded: layout shift ${sum.toFixed(3)}`] : []
  }

  const MOST_PARTS = 7
  /** A reference has thousands, all made alike: the first of them are looked at. */
  const MOST_STOPS = 200
  const STOPS = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
  const looks = (element) => {
    const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor } = getComputedStyle(element)
    const outline = outlineStyle === 'none' || outlineWidth === '0px' ? '' : `${outlineWidth} ${outlineColor}`
    return [outline, boxShadow, backgroundColor].join('|')
  }
  /** Of radio buttons of one name the tab key stops at one only. */
  const isOwnStop = (element) => !element.matches('[type=radio], [tabindex="-1"]')

  let focus = null

  /** Keeps how each stop looks without the focus and with it; answers how many presses of tab there are to make. */
  function watchFocus() {
    // From the top: where the focus was last, the tab key would go on from there.
    document.body.tabIndex = -1
    document.body.focus()
    document.body.removeAttribute('tabindex')
    const stops = [...document.querySelectorAll(STOPS)]
      .filter((element) => !element.matches(':disabled, [type=hidden]') && element.checkVisibility())
      .slice(0, MOST_STOPS)
    const before = new Map(stops.map((element) => [element, looks(element)]))
    const seen = new Map()
    document.addEventListener('focusin', ({ target }) => {
      if (!seen.has(target)) seen.set(target, looks(target))
    })
    focus = { before, seen }
    // A date or a time is written part by part, and each part is a stop.
    const parts = stops.filter((element) => element.matches('[type^=date], [type=time]')).length * MOST_PARTS
    return stops.length + parts
  }

  /** Stops that look the same with the focus, and those the tab key never came to. */
  function focusFaults() {
    const { before, seen } = focus
    const same = [...seen].filter(([element, look]) => before.get(element) === look)
    const missed = [...before.keys()].filter((element) => !seen.has(element) && isOwnStop(element))
    return [
      ...same.map(([element]) => `the focus cannot be seen on ${short(element)}`),
      ...missed.map((element) => `the tab key does not reach ${short(element)}`),
    ]
  }

  return { structure, width, shift, shifted, watchFocus, focusFaults }
})()
