// The chosen theme, before the first paint: a file of its own because the page allows no inline script.
;(function () {
  try {
    var theme = localStorage.getItem('weftid.theme')
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  } catch {
    // Without storage the system's theme stands.
  }
})()
