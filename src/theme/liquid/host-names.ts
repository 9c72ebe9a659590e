/** Names that no template can write, of what finews offers to its own tags. */

/** Functions among the variables. */
export const HOST_FUNCTIONS = {
  highlight: 'highlight tag',
  link: 'link tag',
  post_url: 'post_url tag',
  seo: 'seo tag',
} as const;

/** The template that prints what `{% seo %}` gathers. */
export const SEO_TEMPLATE = 'finews:seo';
