/* Diagrams: code that is marked as `mermaid`, drawn by its script, which the site has asked for. */
{
  const { mermaid: address } = document.currentScript.dataset;
  const root = document.documentElement;

  const draw = async () => {
    const { default: mermaid } = await import(address);
    const isDark = root.dataset.scheme
      ? root.dataset.scheme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    mermaid.initialize({ startOnLoad: false, theme: isDark ? 'dark' : 'default' });
    let number = 0;
    for (const code of document.querySelectorAll('pre > code.language-mermaid')) {
      const figure = document.createElement('figure');
      try {
        const { svg } = await mermaid.render(`site-diagram-${++number}`, code.textContent);
        figure.className = 'diagram';
        figure.innerHTML = svg;
        (code.closest('.code') ?? code.parentElement).replaceWith(figure);
      } catch {
        /* What can't be drawn stays as it was written. */
      }
    }
  };

  addEventListener('DOMContentLoaded', () => void draw());
}
