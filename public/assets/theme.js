// @ts-check
// Before anything is drawn, so that no page flashes in the other theme. At most 300 bytes.
try {
  document.documentElement.dataset.theme = localStorage.getItem("theme") ?? "";
} catch {} // storage may be forbidden
