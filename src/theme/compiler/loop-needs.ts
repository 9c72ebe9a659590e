/** What a loop of Liquid's has to keep for others: most keep nothing, and run the faster for it. */
import type { ForLoop } from './template-tree.js';
import { type TemplateNode, walkAll } from './walk-tree.js';
