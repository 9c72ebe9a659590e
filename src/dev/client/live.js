/**
 * The browser's half of `finews serve --watch`: reloads the page when the site has changed, swaps
 * style sheets in place when only they have, and shows what is wrong above the last good page.
 * Served as a file, so that a strict Content-Security-Policy lets it run; whatever it shows is text.
 */
(() => {
  /**
   * @typedef {{ severity: 'error' | 'warning', label: string, place: string, message: string,
   *   frame: string, hint: string }} Notice
   * @typedef {{ build: number, styles: boolean, failed: boolean, lost: boolean,
   *   notices: Notice[], more: number, building: boolean }} Outlook as the server's channel has it
   */

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const events = new URL('events', script.src).href;
  /** The build this page is of. */
  let build = Number(script.getAttribute('data-build'));

  /* ---- Staying up to date ---- */

  /** Between two looks for a server that has gone, in ms. */
  const PATIENCE = 1000;

  /** @type {EventSource | null} */
  let stream = null;

  /** A hidden page lets go of its connection: a browser has only six for all pages of a host. */
  function follow() {
    if (document.hidden) {
      stream?.close();
      stream = null;
    } else if (stream === null) {
      stream = new EventSource(events);
      stream.onmessage = ({ data }) => become(JSON.parse(data));
      stream.onerror = () => {
        // Refused, not interrupted: this server is not the one the page came from.
        if (stream?.readyState === EventSource.CLOSED) setTimeout(reloadWhenServed, PATIENCE);
      };
    }
  }

  function reloadWhenServed() {
    fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then(reload, () =>
      setTimeout(reloadWhenServed, PATIENCE),
    );
  }

  /** On a page that stands for one which isn't built yet. */
  const BUILDING = 'data-finews-building';

  /** @param {Outlook} outlook */
  function become(outlook) {
    // Here stands that it is being built: whatever came of it is worth a look.
    if (!outlook.building && document.documentElement.hasAttribute(BUILDING)) return reload();
    if (outlook.build !== build) {
      if (!outlook.styles || outlook.build !== build + 1) return reload();
      build = outlook.build;
      swapStyles();
    }
    show(outlook);
  }

  /** The new sheet is loaded before the old one goes, so that the page never stands bare. */
  function swapStyles() {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      if (!(link instanceof HTMLLinkElement) || link.disabled) continue;
      const url = new URL(link.href);
      if (url.origin !== location.origin) continue;
      url.searchParams.set('finews', String(build));
      const next = /** @type {HTMLLinkElement} */ (link.cloneNode());
      next.href = url.href;
      next.onload = () => link.remove();
      next.onerror = () => next.remove();
      link.after(next);
    }
  }

  /* ---- Keeping the place ---- */

  const PLACE = 'finews:place';

  function reload() {
    stream?.close();
    remember({ url: location.href, x: scrollX, y: scrollY });
    location.reload();
  }

  /** @param {{ url: string, x: number, y: number }} place */
  function remember(place) {
    try {
      sessionStorage.setItem(PLACE, JSON.stringify(place));
    } catch {
      // Storage may be forbidden: the browser's own memory of places has to do.
    }
  }

  function returnToPlace() {
    let kept = null;
    try {
      kept = sessionStorage.getItem(PLACE);
      sessionStorage.removeItem(PLACE);
    } catch {
      return;
    }
    const place = kept === null ? null : JSON.parse(kept);
    if (place?.url !== location.href) return;
    const scroll = () => scrollTo({ left: place.x, top: place.y, behavior: 'instant' });
    if (document.readyState === 'complete') scroll();
    else {
      addEventListener('DOMContentLoaded', scroll, { once: true });
      addEventListener('load', scroll, { once: true });
    }
  }

  /* ---- What is wrong ---- */

  const STYLE = `
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; display: flex;
      flex-direction: column; max-height: 100vh; font: 14px/1.5 system-ui, sans-serif; color: #eee;
      color-scheme: dark; pointer-events: none; }
    section, details, output { box-sizing: border-box; pointer-events: auto; background: #1d1f24;
      box-shadow: 0 0 24px #0008; }
    section { flex: 0 1 auto; min-height: min(50%, 12rem); max-height: 70vh; overflow: auto;
      padding: 12px 20px; border-top: 4px solid #e5484d; }
    details, output { align-self: flex-end; max-width: min(100% - 16px, 60rem); margin: 8px;
      padding: 6px 12px; border-radius: 6px; border-left: 4px solid #f5a524; }
    details { flex: 0 1 auto; min-height: 2.4rem; max-height: 60vh; overflow: auto; }
    output { border-color: #6cb6ff; }
    summary { cursor: pointer; }
    h1 { font: inherit; font-weight: 700; margin: 0; }
    article { margin: 12px 0; unicode-bidi: isolate; overflow-wrap: anywhere; }
    p { margin: 2px 0; }
    pre { margin: 6px 0; padding: 8px; background: #0006; overflow: auto; unicode-bidi: plaintext;
      font: 12px/1.5 ui-monospace, monospace; }
    .place { color: #6cb6ff; } .hint { color: #aaa; }
    button { float: right; font: inherit; color: inherit; background: none; border: 1px solid #666;
      border-radius: 4px; cursor: pointer; margin: 0 0 4px 8px; }`;

  /** @type {HTMLElement | null} */
  let overlay = null;

  /** @param {Outlook} outlook */
  function show({ failed, lost, notices, more, building }) {
    overlay?.remove();
    overlay = null;
    const isOld = building && !document.documentElement.hasAttribute(BUILDING);
    if (notices.length === 0 && !isOld) return;
    const host = document.createElement('finews-problems');
    const root = host.attachShadow({ mode: 'open' });
    // Neither a style element nor an attribute: a strict policy forbids both.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    if (isOld) root.append(element('output', 'Building … This is the page as it was left.'));
    const warnings = notices.filter(({ severity }) => severity === 'warning');
    if (warnings.length > 0) root.append(folded(warnings, more, lost));
    if (failed) root.append(panel(notices.filter(({ severity }) => severity === 'error')));
    document.documentElement.append(host);
    overlay = host;
  }

  /** @param {Notice[]} errors */
  function panel(errors) {
    const close = element('button', 'Close');
    const title = element('h1', 'Not built. This is the last good page.');
    const section = element('section', close, title, ...errors.map(article));
    section.setAttribute('role', 'alert');
    close.onclick = () => section.remove();
    return section;
  }

  /** @param {Notice[]} warnings @param {number} more @param {boolean} open */
  function folded(warnings, more, open) {
    const count = warnings.length + more;
    const summary = element('summary', count === 1 ? '1 warning' : `${count} warnings`);
    const rest = more > 0 ? [element('p', `… and ${more} more: the terminal has them.`)] : [];
    const details = element('details', summary, ...warnings.map(article), ...rest);
    details.open = open;
    return details;
  }

  /** @param {Notice} notice */
  function article({ label, place, message, frame, hint }) {
    const where = classed('place', element('span', place));
    /** @type {HTMLElement[]} */
    const parts = [element('p', label, ' ', where), element('p', message)];
    if (frame !== '') parts.push(element('pre', frame));
    if (hint !== '') parts.push(classed('hint', element('p', `→ ${hint}`)));
    return element('article', ...parts);
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Name
   * @param {Name} name
   * @param {...(string | Node)} content text stays text
   */
  function element(name, ...content) {
    const made = document.createElement(name);
    made.append(...content);
    return made;
  }

  /** @template {Element} E @param {string} name @param {E} made */
  function classed(name, made) {
    made.className = name;
    return made;
  }

  returnToPlace();
  document.addEventListener('visibilitychange', follow);
  follow();
})();
