/** Emoji by their names, `:smile:`; as characters, not pictures. */
import { createRequire } from 'node:module';
import markdownIt, { type MarkdownIt, type StateCore, type Token } from 'markdown-it';
import { lazy } from '../../platform/lazy.js';

interface EmojiModule {
  readonly full: (md: MarkdownIt, options: object) => void;
}

type EmojiSplit = (state: Pick<StateCore, 'tokens' | 'Token'>) => void;

/** The plugin's own rule, made when the first text has what may be a name: other sites don't load them. */
function createSplit(): EmojiSplit {
  const { full }: EmojiModule = createRequire(import.meta.url)('markdown-it-emoji');
  const md = markdownIt();
  md.core.ruler.enableOnly([]);
  // No `:-)`.
  md.use(full, { shortcuts: {} });
  const [split] = md.core.ruler.getRules('');
  return split as unknown as EmojiSplit;
}

const NAME = /:[a-z\d_+-]{1,60}:/;

/** Whether there may be one: most texts have none, and take the fast way. */
export function mayHaveEmoji(text: string): boolean {
  return text.includes(':') && NAME.test(text);
}

/** After words are parsed. */
export function createEmojiRule(): (state: StateCore) => void {
  const split = lazy(createSplit);
  return (state) => {
    if (!mayHaveEmoji(state.src)) return;
    for (const inline of state.tokens) {
      if (inline.type !== 'inline' || !mayHaveEmoji(inline.content)) continue;
      inline.children = (inline.children ?? []).flatMap((token) => emojiIn(token, state, split()));
    }
  };
}

/** Of one token, for the plugin copies all of them for each emoji. */
function emojiIn(token: Token, { Token }: StateCore, split: EmojiSplit): readonly Token[] {
  if (token.type !== 'text' || !mayHaveEmoji(token.content)) return [token];
  const inline = new Token('inline', '', 0);
  inline.children = [token];
  split({ tokens: [inline], Token });
  return asText(inline.children);
}

/** For the plain renderer; `比分1:100:2` has no emoji of the name `100`. */
function asText(tokens: readonly Token[]): readonly Token[] {
  for (const [at, token] of tokens.entries()) {
    if (token.type !== 'emoji') continue;
    token.type = 'text';
    if (!/^\d+$/.test(token.markup)) continue;
    const [before, after] = [tokens[at - 1]?.content ?? '', tokens[at + 1]?.content ?? ''];
    if (/[\w:]$/.test(before) || /^\w/.test(after)) token.content = `:${token.markup}:`;
  }
  return tokens;
}
