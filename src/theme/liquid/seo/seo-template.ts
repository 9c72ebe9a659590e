/** The markup of `{% seo %}`: a title, metas and links in their order, and the page as linked data. */
export const SEO_TEXT: string = [
  '{% if seo.title %}<title>{{ seo.title }}</title>\n{% endif %}',
  '{% for item in seo.items %}',
  '{% case item.kind %}',
  '{% when "name" %}<meta name="{{ item.key }}" content="{{ item.value }}" />\n',
  '{% when "property" %}<meta property="{{ item.key }}" content="{{ item.value }}" />\n',
  '{% when "link" %}<link rel="{{ item.key }}" href="{{ item.value }}" />\n',
  '{% endcase %}{% endfor %}',
  '<script type="application/ld+json">{{ seo.json_ld | jsonify }}</script>\n',
].join('');
