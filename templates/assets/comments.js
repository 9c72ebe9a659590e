/* Comments: nobody is asked for them before the link is clicked, which leads to them in any case. */
{
  const root = document.documentElement;

  const giscus = (link) => {
    const script = document.createElement('script');
    const { comments: _, ...data } = link.dataset;
    const theme = root.dataset.scheme ?? 'preferred_color_scheme';
    Object.assign(script.dataset, data, { theme, lang: root.lang, reactionsEnabled: '1' });
    Object.assign(script, { src: 'https://giscus.app/client.js', crossOrigin: 'anonymous' });
    const box = document.createElement('div');
    box.className = 'giscus';
    link.parentElement.replaceWith(box, script);
  };

  const waline = async (link) => {
    const { client } = link.dataset;
    const style = document.createElement('link');
    Object.assign(style, { rel: 'stylesheet', href: `${client}/waline.css` });
    document.head.append(style);
    const { init } = await import(`${client}/waline.js`);
    const el = document.createElement('div');
    link.parentElement.replaceWith(el);
    const dark = root.dataset.scheme ? root.dataset.scheme === 'dark' : 'auto';
    /* Pictures for feelings and for search are of other servers, which nobody has named. */
    const own = { emoji: false, search: false, imageUploader: false };
    init({ el, serverURL: link.href, lang: root.lang, path: location.pathname, dark, ...own });
  };

  for (const link of document.querySelectorAll('a[data-comments]')) {
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      void (link.dataset.comments === 'giscus' ? giscus(link) : waline(link));
    });
  }
}
