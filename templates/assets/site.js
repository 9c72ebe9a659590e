/* The theme's only script, run before the page is painted. Every page is whole without it: it adds
   the scheme switch, "5 minutes ago" in lists, a word of new stories, keys for wide tables and the search,
   and pictures in full size. */
{
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const KEY = 'scheme';
  const MINUTE = 60_000;
  const words = document.currentScript.dataset;

  /* A browser may refuse to keep anything. */
  const keep = (scheme) => {
    try {
      if (scheme) localStorage.setItem(KEY, scheme);
      else localStorage.removeItem(KEY);
    } catch {}
  };
  const kept = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const show = (scheme) => {
    if (scheme === 'light' || scheme === 'dark') root.dataset.scheme = scheme;
    else delete root.dataset.scheme;
  };
  show(kept());
  /* Its place is kept from the first paint on. */
  root.dataset.script = '';

  const isDark = () => (root.dataset.scheme ? root.dataset.scheme === 'dark' : system.matches);

  /* Back at the system's scheme, the system is followed again. */
  const offerSchemes = () => {
    const button = document.getElementById('site-scheme');
    if (!button) return;
    const tell = () => button.setAttribute('aria-pressed', String(isDark()));
    const change = (scheme) => {
      show(scheme);
      tell();
    };
    button.addEventListener('click', () => {
      const dark = !isDark();
      const scheme = dark === system.matches ? null : dark ? 'dark' : 'light';
      keep(scheme);
      change(scheme);
    });
    system.addEventListener('change', tell);
    addEventListener('storage', (event) => event.key === KEY && change(event.newValue));
    button.hidden = false;
    tell();
  };

  /* The last 24 hours; the full time stays in the title. */
  const tellAges = () => {
    const format = new Intl.RelativeTimeFormat(root.lang, { style: 'narrow', numeric: 'auto' });
    for (const time of document.querySelectorAll('time[data-ago]')) {
      const minutes = Math.floor((Date.now() - new Date(time.dateTime)) / MINUTE);
      if (minutes < 0 || minutes >= 1440) continue;
      if (!time.title) time.title = time.textContent;
      time.textContent =
        minutes < 60
          ? format.format(-Math.max(minutes, 1), 'minute')
          : format.format(-Math.floor(minutes / 60), 'hour');
    }
  };

  /* On the home page: is there a story newer than the first one here? */
  const lookForNews = () => {
    const list = document.querySelector('[data-news]');
    if (!list) return;
    const linksIn = (page) =>
      Array.from(page.querySelectorAll('[data-news] .stories :is(h2, h3) a, .leads h2 a'), (link) =>
        link.getAttribute('href'),
      );
    const known = new Set(linksIn(document));
    const look = async () => {
      if (document.hidden) return;
      const answer = await fetch(location.pathname, { cache: 'no-cache' }).catch(() => null);
      if (!answer?.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const fresh = new Set(linksIn(page).filter((link) => !known.has(link)));
      if (fresh.size === 0) return;
      const notice = document.querySelector('.notice') ?? document.createElement('p');
      const link = document.createElement('a');
      link.href = location.pathname;
      link.textContent = list.dataset.news.replace('{n}', fresh.size);
      notice.className = 'notice';
      notice.setAttribute('role', 'status');
      notice.replaceChildren(link);
      document.querySelector('main').prepend(notice);
    };
    setInterval(() => void look(), 3 * MINUTE);
  };

  /* A box that scrolls sideways must be reachable by keyboard. */
  const openBoxes = () => {
    for (const box of document.querySelectorAll('.prose :is(table, pre)')) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute('tabindex');
    }
  };

  /* Code as it was written, without the numbers of its lines. */
  const offerCopies = () => {
    for (const code of document.querySelectorAll('.prose pre > code')) {
      const box = document.createElement('div');
      const button = document.createElement('button');
      box.className = 'code';
      button.type = 'button';
      button.textContent = words.copy;
      const copyCode = async () => {
        const copy = code.cloneNode(true);
        for (const number of copy.querySelectorAll('.lineno')) number.remove();
        await navigator.clipboard.writeText(copy.textContent.replace(/\n$/, ''));
        button.textContent = words.copied;
        setTimeout(() => (button.textContent = words.copy), 2000);
      };
      button.addEventListener('click', () => void copyCode());
      code.parentElement.replaceWith(box);
      box.append(code.parentElement, button);
    }
  };

  /* A frame from elsewhere is asked for when its link is clicked; the address is one of our own table. */
  const openFrame = (event) => {
    const link = event.target.closest('a[data-frame]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const frame = document.createElement('iframe');
    Object.assign(frame, { src: link.dataset.frame, title: link.textContent, allowFullscreen: true });
    frame.allow = 'autoplay; fullscreen; picture-in-picture';
    link.replaceWith(frame);
    frame.focus();
  };
  document.addEventListener('click', openFrame);

  /* A picture that is larger than it is shown opens by a click or Enter, and closes by another. */
  const isLarge = (image) => {
    /* Of one with copies the natural width is that of its place; the last of them is itself. */
    const width = /(\d+)w$/.exec(image.srcset)?.[1] ?? image.naturalWidth;
    return !image.closest('a') && width > image.clientWidth * 1.2;
  };
  const markLarge = (image) => {
    if (!isLarge(image)) return;
    image.classList.add('large');
    image.tabIndex = 0;
  };
  const openLarge = (event) => {
    const image = event.target;
    if (!image.matches?.('.prose img.large') || (event.key && event.key !== 'Enter')) return;
    const box = document.createElement('dialog');
    const large = new Image();
    large.alt = image.alt;
    large.src = image.currentSrc;
    if (image.srcset) [large.sizes, large.srcset] = ['100vw', image.srcset];
    box.className = 'zoom';
    box.append(large);
    box.addEventListener('click', () => box.close());
    box.addEventListener('close', () => box.remove());
    document.body.append(box);
    box.showModal();
  };
  const offerLarge = () => {
    for (const image of document.querySelectorAll('.prose img')) {
      if (image.complete) markLarge(image);
      else image.addEventListener('load', () => markLarge(image));
    }
    addEventListener('click', openLarge);
    addEventListener('keydown', openLarge);
  };

  /* As readers of large sites know it: a slash leads to the words that are searched for. */
  const openSearch = () => {
    addEventListener('keydown', (event) => {
      const isTyping = event.target.closest?.('input, textarea, select, [contenteditable]');
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
      const input = document.querySelector('form.search [name="q"]');
      if (!input) return;
      event.preventDefault();
      input.focus();
    });
  };

  addEventListener('DOMContentLoaded', () => {
    offerLarge();
    if (navigator.clipboard) offerCopies();
    offerSchemes();
    openSearch();
    tellAges();
    setInterval(tellAges, MINUTE);
    openBoxes();
    addEventListener('resize', openBoxes);
    lookForNews();
  });
}
