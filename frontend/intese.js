// What the pages do when there is a script; without it they do the same with links and forms.
// Nothing here knows a room: pages ask for things with data attributes, told in parts/README.md.
"use strict";

const KEYS_OFF = "intese.keys.off";
const KEPT = "intese.kept:";
const LISTS = "intese.list:";
const UNDO_SECONDS = 10;
const PLACES = { o: "/", p: "/protocols", r: "/networks", s: "/schede" };

const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const inField = (element) => Boolean(element?.closest("input, textarea, select, [contenteditable]"));
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const clock = () => new Date().toLocaleTimeString("it-IT", { hour: "numeric", minute: "2-digit" });

// A browser may forbid storage: then nothing is kept, and nothing breaks.
function stored(store, key, value) {
  try {
    if (value === undefined) return store.getItem(key);
    return value === null ? store.removeItem(key) : store.setItem(key, value);
  } catch {
    return null;
  }
}

// ---- keys -------------------------------------------------------------------------------

const areKeysOn = () => stored(localStorage, KEYS_OFF) !== "yes";
let afterG = 0;

function press(event) {
  if (event.defaultPrevented || event.isComposing) return;
  const done = event.altKey || event.ctrlKey || event.metaKey ? withModifier(event) : plain(event);
  if (done) event.preventDefault();
}

function withModifier(event) {
  if (event.altKey && event.key.toLowerCase() === "s") return saveNow();
  if (event.ctrlKey && event.key === "Enter") return doPrimary(event.target);
  return false;
}

function plain(event) {
  if (event.key === "Escape") return leave(event.target);
  if (inField(event.target) || !areKeysOn() || one("dialog[open]")) return false;
  const key = event.key.toLowerCase();
  if (Date.now() - afterG < 1500) {
    afterG = 0;
    return goTo(PLACES[key]);
  }
  return (KEYS[key] ?? (() => click(`[data-key="${CSS.escape(key)}"]`)))();
}

const KEYS = {
  "/": () => focus("[data-search]"),
  "?": showKeys,
  j: () => step(1),
  k: () => step(-1),
  z: () => click("[data-undo-button]"),
  g: () => Boolean((afterG = Date.now())),
};

function focus(selector) {
  one(selector)?.focus();
  return Boolean(one(selector));
}

function click(selector) {
  const found = one(selector);
  found?.click();
  return Boolean(found);
}

function goTo(place) {
  return Boolean(place) && click(`[data-sections] a[href="${place}"]`);
}

// The next or previous row; where there are no rows, the next or previous page of the same kind.
function step(by) {
  const rows = all("main [data-row]").filter((row) => row.offsetParent !== null);
  if (!rows.length) return click(by > 0 ? "a[data-next]" : "a[data-previous]");
  const at = rows.findIndex((row) => row.classList.contains("scelta-riga"));
  choose(rows[Math.min(Math.max(at + by, 0), rows.length - 1)], rows);
  return true;
}

function choose(row, rows = []) {
  rows.forEach((other) => other.classList.remove("scelta-riga"));
  row.classList.add("scelta-riga");
  one("a[href], button", row)?.focus();
}

// A list that one comes back to, at the row that was left.
function comeBack() {
  const row = document.getElementById(location.hash.slice(1));
  if (row?.matches("[data-row]")) choose(row);
}

// A list is left with its filters, order and page: the links that lead back to it have them.
const listName = (path) => `${LISTS}${person()}:${path}`;

function rememberList() {
  if (one("main .pagine")) stored(sessionStorage, listName(location.pathname), location.search);
}

function leadBackToList() {
  for (const link of all(".briciole a, main form .azioni a")) {
    const there = new URL(link.href);
    if (there.search || there.hash || there.pathname === location.pathname) continue;
    link.search = stored(sessionStorage, listName(there.pathname)) ?? "";
  }
}

// Close what is open; otherwise back to the list, at the point where it was left.
function leave(target) {
  const tip = target.closest?.(".suggerito") ?? one(".suggerito:hover");
  const menu = target.closest?.("details.altre[open]") ?? one("details.altre[open]");
  if (one("dialog[open]")) return false;
  if (tip && !tip.classList.contains("zitto")) return Boolean(tip.classList.add("zitto") ?? true);
  if (menu) return closeMenu(menu);
  if (inField(target)) return Boolean(target.blur() ?? true);
  const back = all(".briciole a").at(-1);
  if (!back || !areKeysOn() || one("form[data-dirty]")) return false;
  if (document.referrer && new URL(document.referrer).pathname === back.pathname) history.back();
  else back.click();
  return true;
}

function closeMenu(menu) {
  menu.open = false;
  one("summary", menu).focus();
  return true;
}

function doPrimary(target) {
  const form = target.closest?.("form");
  // A field that stands apart from its form has its own button beside it.
  const beside = target.form && !form && one("button[type=submit]", target.closest("details"));
  if (beside) return Boolean(beside.click() ?? true);
  // A form's own buttons may stand outside of it, in the bar at the bottom.
  const own = (selector) => [...form.elements].find((field) => field.matches(selector));
  const button = form
    ? own("[data-primary]") ?? own("button[type=submit]")
    : one("main [data-primary]");
  button?.click();
  return Boolean(button);
}

function saveNow() {
  const form = one("form[data-autosave]");
  if (form) window.htmx?.trigger(form, "save");
  return form ? true : click("[data-save]");
}

function showKeys() {
  const dialog = one("#tasti");
  dialog?.showModal();
  return Boolean(dialog);
}

function tellKeys() {
  const button = one("[data-toggle-keys]");
  if (button) button.textContent = areKeysOn() ? button.dataset.on : button.dataset.off;
}

// ---- typed text is never lost -----------------------------------------------------------

const person = () => document.body.dataset.person ?? "";
const keptName = (form) => `${KEPT}${person()}:${new URL(form.action).pathname}:${form.dataset.keep}`;

function typedIn(form) {
  const fields = [...form.elements].filter(
    (field) => field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type),
  );
  return fields.map((field) => [
    field.id || field.name,
    ["checkbox", "radio"].includes(field.type) ? field.checked : field.value,
  ]);
}

function typeBack(form, values) {
  for (const [id, value] of values) {
    const field = form.elements[id];
    if (!field) continue;
    if (typeof value === "boolean") field.checked = value;
    else field.value = value;
  }
  form.dataset.dirty = "";
}

function keep(form) {
  form.dataset.dirty = "";
  clearTimeout(form.keeping);
  form.keeping = setTimeout(() => {
    stored(sessionStorage, keptName(form), JSON.stringify({ values: typedIn(form) }));
  }, 400);
}

// Sent is not yet arrived. A page that says so (an error, the sign-in) keeps what was typed;
// any other page that follows tells that it has arrived, and what was kept goes.
function markSent(form) {
  clearTimeout(form.keeping);
  const values = typedIn(form);
  stored(sessionStorage, keptName(form), JSON.stringify({ values, isSent: true }));
}

// Who signs in after another in the same window is not offered the other's words.
function dropOthers() {
  if (!person()) return;
  keptNames()
    .filter((name) => !name.startsWith(`${KEPT}${person()}:`))
    .forEach((name) => stored(sessionStorage, name, null));
}

function settleSent() {
  const hasFailed = Boolean(one("[data-keep-typed]"));
  for (const name of keptNames()) {
    const { values, isSent } = JSON.parse(stored(sessionStorage, name));
    if (isSent) stored(sessionStorage, name, hasFailed ? JSON.stringify({ values }) : null);
  }
}

function keptNames() {
  try {
    return Object.keys(sessionStorage).filter((name) => name.startsWith(KEPT));
  } catch {
    return [];
  }
}

function offerKept(form) {
  const kept = stored(sessionStorage, keptName(form));
  if (!kept) return;
  const { values } = JSON.parse(kept);
  const now = new Map(typedIn(form));
  if (values.every(([id, value]) => !now.has(id) || now.get(id) === value)) return;
  const offer = one("template#testo-tenuto")?.content.firstElementChild.cloneNode(true);
  if (!offer) return;
  one("[data-take]", offer).addEventListener("click", () => {
    typeBack(form, values);
    offer.remove();
  });
  one("[data-drop]", offer).addEventListener("click", () => {
    stored(sessionStorage, keptName(form), null);
    offer.remove();
  });
  form.prepend(offer);
}

function send(event) {
  const form = event.target;
  if (form.method === "dialog") return;
  if ("saving" in form.dataset) {
    event.preventDefault();
    return waitForSaving(form, event.submitter);
  }
  if (form.matches("[data-keep]")) markSent(form);
  if (form.matches('[action="/sign-out"]')) keptNames().forEach((n) => stored(sessionStorage, n, null));
  if (form.dataset.sending) return event.preventDefault();
  form.dataset.sending = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => rest(form, event.submitter), 4000);
}

function rest(form, button) {
  delete form.dataset.sending;
  button?.removeAttribute("aria-busy");
}

// ---- autosave ---------------------------------------------------------------------------

let slow = 0;

function tellSaved(words, isWrong = false) {
  const place = one("[data-saved]");
  if (!place) return;
  place.textContent = words;
  place.classList.toggle("non-salvato", isWrong);
}

function offerToTryAgain(form, words) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "btn-testo", textContent: words });
  button.addEventListener("click", () => window.htmx?.trigger(form, "save"));
  one("[data-saved]")?.append(" ", button);
}

function whileSaving(event) {
  const form = event.target;
  if (!form.matches("form[data-autosave]")) return;
  // The form itself is on its way, with everything: a save behind it would only come late.
  if (form.dataset.sending || form.pressed) return event.preventDefault();
  form.dataset.saving = "";
  slow = setTimeout(() => tellSaved(one("[data-saved]")?.dataset.saving ?? ""), 1000);
}

function afterSaving(event) {
  const form = event.target;
  if (!form.matches("form[data-autosave]")) return;
  clearTimeout(slow);
  delete form.dataset.saving;
  if (form.pressed) setTimeout(pressAgain, 0, form);
  const { successful, xhr } = event.detail;
  const words = one("[data-saved]")?.dataset ?? {};
  if (successful) {
    goOnFrom(form, xhr.getResponseHeader("X-Version"), xhr.getResponseHeader("X-Seen"));
    const unsaved = decodeURIComponent(xhr.getResponseHeader("X-Unsaved") ?? "");
    if (unsaved) return tellSaved(unsaved, true); // what was typed there stays kept
    delete form.dataset.dirty;
    stored(sessionStorage, keptName(form), null);
    return tellSaved(`${words.done} ${clock()}`);
  }
  const told = { 401: words.over, 403: words.over, 409: words.changed, 422: words.refused };
  tellSaved(told[xhr.status] ?? words.failed, true);
  if (!(xhr.status in told)) offerToTryAgain(form, words.again);
  const isStale = xhr.status === 409 && xhr.getResponseHeader("Content-Type")?.startsWith("text/plain");
  if (isStale) offerBoth(form, xhr.responseText, words);
}

// A button that was pressed while a save was under way: after it, from the version that it made.
function waitForSaving(form, button) {
  form.pressed = { button };
  tellSaved(one("[data-saved]")?.dataset.saving ?? "");
}

function pressAgain(form) {
  const { button } = form.pressed;
  delete form.pressed;
  form.requestSubmit(button?.isConnected ? button : null);
}

// The next save starts from this one: its version, and what the fields that changed now say.
function goOnFrom(form, version, seen) {
  if (version && form.elements.version) form.elements.version.value = version;
  if (!seen || !form.elements.seen) return;
  const said = new Map(form.elements.seen.value.split(" ").map((one) => one.split("=")));
  seen.split(" ").forEach((one) => said.set(...one.split("=")));
  form.elements.seen.value = [...said].map((one) => one.join("=")).join(" ");
}

// Somebody else was faster: who and when, and the way to the form with both versions.
function offerBoth(form, why, words) {
  tellSaved(`${words.not} ${why} `, true);
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "btn-testo", textContent: words.both });
  button.addEventListener("click", () => form.requestSubmit());
  one("[data-saved]")?.append(button);
}

// What comes anew beside a form while somebody writes in it: their words stay, open stays open.
function carryOver(event) {
  const { target, fragment } = event.detail;
  for (const field of all("textarea[id], input[id]:not([type=hidden])", target)) {
    const same = fragment.querySelector(`#${CSS.escape(field.id)}`);
    if (same) same.value = field.value;
  }
  for (const fold of all("details[id][open]", target)) {
    const same = fragment.querySelector(`#${CSS.escape(fold.id)}`);
    if (same) same.open = true;
  }
}

// «Vai al testo»: the passage is chosen in its field; of several alike, the nearest.
function showPassage(link) {
  const field = document.getElementById(link.hash.slice(1));
  const { passage, near } = link.dataset;
  if (!field?.setSelectionRange || !passage) return false;
  let at = -1;
  for (let i = field.value.indexOf(passage); i >= 0; i = field.value.indexOf(passage, i + 1)) {
    if (at < 0 || Math.abs(i - near) < Math.abs(at - near)) at = i;
  }
  if (at < 0) return false;
  const closed = field.closest("details:not([open])");
  if (closed) closed.open = true;
  field.focus();
  field.setSelectionRange(at, at); // the browser rolls the field to the caret, not to a choice
  field.blur();
  field.focus();
  field.setSelectionRange(at, at + passage.length);
  return true;
}

// A link to something folded opens it: the browser alone would lead to a closed box.
function unfold(link) {
  const there = link.hash ? document.getElementById(decodeURIComponent(link.hash.slice(1))) : null;
  const fold = there?.closest("details:not([open])");
  if (fold) fold.open = true;
  return there;
}

// «Vai al punto» leads to a field of another page: one writes at once, also where it was folded.
function arrive() {
  const there = unfold(location);
  if (there?.matches("input, select, textarea, [tabindex]")) there.focus();
}

// ---- rows that fold, boxes, the clipboard ------------------------------------------------

function fold(event) {
  const link = event.target.closest("a[data-folds]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const isOpen = link.getAttribute("aria-expanded") === "true";
  link.setAttribute("aria-expanded", String(!isOpen));
  all(link.dataset.folds).forEach((row) => (row.hidden = isOpen));
}

function checkAll(button) {
  const boxes = all(`input[type=checkbox][name="${CSS.escape(button.dataset.checkAll)}"]`);
  const isAll = boxes.every((box) => box.checked);
  boxes.forEach((box) => (box.checked = !isAll));
}

async function copy(button) {
  const field = one(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.done;
  } catch {
    field.focus(); // chosen already: the person copies it with the keys of the browser
  }
}

// ---- the rest ---------------------------------------------------------------------------

function followRow(event) {
  const row = event.target.closest("tr[data-row]");
  if (!row || event.target.closest("a, button, input, label, summary, .suggerito")) return;
  if (!String(getSelection())) one("a[href]", row)?.click();
}

function count(area) {
  const place = one(`#conta-${CSS.escape(area.id)}`);
  const n = area.value.length.toLocaleString(document.documentElement.lang, { useGrouping: "always" });
  if (place) place.textContent = fill(place.dataset.words, { n, limit: place.dataset.limit });
}

function withdrawUndo(esito) {
  if (esito.matches(":hover, :focus-within")) return setTimeout(withdrawUndo, 2000, esito);
  one("form", esito)?.remove();
}

function preparePrint() {
  const at = one("[data-print-time]");
  const now = new Date();
  const day = now.toLocaleDateString("it-IT", { day: "2-digit", month: "2-digit", year: "numeric" });
  if (at) at.textContent = fill(at.dataset.words, { day, hour: clock() });
  all("details.piega:not([open])").forEach((fold) => {
    fold.open = true;
    addEventListener("afterprint", () => (fold.open = false), { once: true });
  });
}

function offerToShow(input) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "btn-testo", textContent: input.dataset.show });
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => {
    const isShown = input.type === "text";
    input.type = isShown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!isShown));
    button.textContent = isShown ? input.dataset.show : input.dataset.hide;
  });
  input.after(button);
}

function start(root) {
  all("textarea[data-limit]", root).forEach(count);
  all("form[data-keep]", root).forEach(offerKept);
  all("input[data-show]", root).forEach(offerToShow);
  all("[data-check-all], [data-copy]", root).forEach((button) => (button.hidden = false));
  all("[data-undo]", root).forEach((esito) => setTimeout(withdrawUndo, UNDO_SECONDS * 1000, esito));
}

document.addEventListener("keydown", press);
document.addEventListener("submit", send);
document.addEventListener("click", (event) => {
  followRow(event);
  fold(event);
  const link = event.target.closest("a[href^='#']");
  if (link) unfold(link);
  if (link?.dataset.passage && showPassage(link)) event.preventDefault();
  const pressed = event.target.closest("[data-check-all], [data-copy]");
  if (pressed?.dataset.checkAll) checkAll(pressed);
  if (pressed?.dataset.copy) copy(pressed);
  if (event.target.closest("[data-open-keys]") && showKeys()) event.preventDefault();
  if (event.target.closest("[data-print]")) {
    event.preventDefault();
    print();
  }
  if (event.target.closest("[data-toggle-keys]")) {
    stored(localStorage, KEYS_OFF, areKeysOn() ? "yes" : null);
    tellKeys();
  }
  const menu = one("details.altre[open]");
  if (menu && !menu.contains(event.target)) menu.open = false;
});
document.addEventListener("input", (event) => {
  const { form } = event.target;
  if (form?.matches("[data-keep]")) keep(form);
  if (event.target.matches("textarea[data-limit]")) count(event.target);
});
for (const name of ["focusout", "mouseout"]) {
  document.addEventListener(name, (event) => event.target.closest?.(".zitto")?.classList.remove("zitto"));
}
document.addEventListener("htmx:beforeRequest", whileSaving);
document.addEventListener("htmx:oobBeforeSwap", carryOver);
document.addEventListener("htmx:afterRequest", afterSaving);
document.addEventListener("htmx:afterSettle", (event) => start(event.target));
addEventListener("beforeprint", preparePrint);
addEventListener("pageshow", () => all("form[data-sending]").forEach((form) => rest(form, one("[aria-busy]", form))));

dropOthers();
settleSent();
start(document);
tellKeys();
comeBack();
arrive();
rememberList();
leadBackToList();
one("[data-focus]")?.focus();
const strip = one("[data-sections]");
const current = strip && one("[aria-current]", strip);
if (current) strip.scrollLeft = current.offsetLeft - strip.offsetLeft - 14;
