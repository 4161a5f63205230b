/**
 * One pass over the live document: every run of text with what only the DOM knows about it. Nothing is judged here and
 * nothing of the page is changed. The walk is iterative, so that deep documents cannot overflow the stack.
 */
import type { Block, BlockKind, Container } from '../core/model';
import { firstIn, framed, nextIn, type Root, rootIn } from './flat-tree';
import { type Ink, type Line, LineBuilder, type Mode } from './line';
import { isProse } from './pre';
import { type Box, type Boxes, boxesOf } from './style';
import { isDataTable } from './tables';
import { KIND_OF_TAG, SECTION_SCOPES, tagOf, UNREAD } from './tags';
import { type Run, textOf } from './text';
import { Words } from './words';

/** An element that the walk is inside of. */
interface Frame extends Ink {
  readonly element: Element;
  readonly tag: string;
  readonly parent: Frame | null;
  readonly depth: number;
  /** Index in `containers`, -1 until a run needs it. */
  container: number;
  readonly block: boolean;
  readonly kind: BlockKind;
  readonly level: number;
  readonly hidden: boolean;
  /** Rows of the table that this is inside of are blocks. */
  readonly data: boolean;
  /** Inside a row or code: boundaries part no run. */
  readonly whole: 'row' | 'code' | null;
  /** Inside preformatted prose: its lines are wrapped hard, and blank ones part it. */
  readonly wrapped: boolean;
  /** The headings that hold after it; null where its own do. */
  readonly outer: Heading[] | null;
  /** Line breaks in its text are rendered; null: not looked up yet. */
  lines: boolean | null;
}

interface Heading {
  readonly id: number;
  readonly level: number;
}

/** As constants: `Node` is looked up in the window at every use. */
const ELEMENT_NODE = 1;
const TEXT_NODE = 3;
const MOST_HEADING = 200;
/** A bold line stands below every heading element. */
const BOLD_LEVEL = 7;
const MOST_BOLD_LINE = 120;
/** Ends as a sentence or a list of words does, not as a heading. */
const STOPPED = /[.!?…,;。！？]["'”’)]*$/;
const INNER_NEWLINE = /\S[^\S\n]*\n\s*\S/;

const isHeading = (element: Element, tag: string): boolean =>
  KIND_OF_TAG.get(tag) === 'heading' || (element.hasAttributes() && element.getAttribute('role') === 'heading');

const levelOf = (element: Element, tag: string): number =>
  /^h[1-6]$/.test(tag) ? Number(tag[1]) : Number(element.getAttribute('aria-level') ?? 2);

export class Walk {
  readonly blocks: Block[] = [];
  readonly containers: Container[] = [];
  readonly runs = new Map<number, Run>();
  /** The document and every tree in it that was gone into. */
  readonly roots: Root[];
  private readonly boxes: Boxes;
  private readonly words = new Words();
  private readonly line = new LineBuilder();
  /** The deepest element that holds all of the run being collected. */
  private top: Frame | null = null;
  private headings: Heading[] = [];
  /** The last run, where it may turn out to be a heading, and the element that it stands in. */
  private boldLine: { readonly id: number; readonly home: Frame | null } | null = null;

  /** The element that the walk is in, and the next node in it; no element once the walk is over. */
  private frame: Frame | null;
  private node: Node | null;

  constructor(document: Document) {
    this.boxes = boxesOf(document);
    this.roots = [document];
    const root = document.body ?? document.documentElement;
    this.frame = root === null ? null : this.enter(root, null);
    this.node = this.frame === null ? null : this.firstIn(this.frame);
  }

  /**
   * Walks on over so many nodes. Between two calls the document must not change.
   * @returns whether the walk is over
   */
  on(nodes: number): boolean {
    for (let left = nodes; left > 0 && this.frame !== null; left--) this.step(this.frame);
    return this.frame === null;
  }

  private step(frame: Frame): void {
    const { node } = this;
    if (node === null) {
      this.leave(frame);
      const outer = frame.parent;
      this.node = outer === null ? null : nextIn(frame.element, outer.element, outer.tag);
      this.frame = outer;
      return;
    }
    const inner = this.visit(node, frame);
    if (inner !== null) {
      this.frame = inner;
      this.node = this.firstIn(inner);
    } else this.node = nextIn(node, frame.element, frame.tag);
  }

  private firstIn({ element, tag }: Frame): Node | null {
    const root = rootIn(element, tag);
    if (root !== null) this.roots.push(root);
    return firstIn(element, tag, root);
  }

  /** @returns the frame of an element whose children are to be walked */
  private visit(node: Node, frame: Frame): Frame | null {
    if (node.nodeType === TEXT_NODE) this.text(node as Text, frame);
    else if (node.nodeType === ELEMENT_NODE) return this.element(node as Element, frame);
    return null;
  }

  private element(element: Element, frame: Frame): Frame | null {
    if (element.localName === 'br') {
      this.line.break();
      return null;
    }
    return this.enter(element, frame);
  }

  private enter(element: Element, parent: Frame | null): Frame | null {
    const tag = tagOf(element);
    if (UNREAD.has(tag) && (tag !== 'iframe' || framed(element) === null)) return null;
    const box = this.boxes.of(element, tag);
    if (box.flow === 'unread') return null;
    const frame = this.frameOf(element, tag, box, parent);
    if (frame.block) this.boundary(frame, frame.whole !== null && parent?.whole === frame.whole);
    return frame;
  }

  private frameOf(element: Element, tag: string, box: Box, parent: Frame | null): Frame {
    const block = box.flow !== 'inline';
    const heading = isHeading(element, tag);
    const data = tag === 'table' ? isDataTable(element) : (parent?.data ?? false);
    const wrapped = (parent?.wrapped ?? false) || (tag === 'pre' && parent?.whole !== 'row' && isProse(element));
    const whole = parent?.whole ?? (tag === 'pre' && !wrapped ? 'code' : tag === 'tr' && data ? 'row' : null);
    return {
      element,
      tag,
      parent,
      depth: parent === null ? 0 : parent.depth + 1,
      container: -1,
      block,
      kind:
        whole === 'row'
          ? 'table-row'
          : heading
            ? 'heading'
            : parent?.kind === 'heading'
              ? 'heading'
              : kindOf(element, tag, wrapped, parent),
      level: heading ? levelOf(element, tag) : (parent?.level ?? 0),
      hidden: box.flow === 'hidden' || (parent?.hidden ?? false) || isShut(element, parent),
      data,
      whole,
      wrapped,
      link: (tag === 'a' && element.hasAttribute('href')) || (parent?.link ?? false),
      bold: block ? false : box.bold || (parent?.bold ?? false),
      outer: SECTION_SCOPES.has(tag) ? [...this.headings] : null,
      lines: null,
    };
  }

  /** A block begins or ends here. */
  private boundary(frame: Frame, inside: boolean): void {
    if (inside) this.line.wall(frame.tag === 'td' || frame.tag === 'th');
    else this.flush(this.line.turn(modeOf(frame)));
  }

  private leave(frame: Frame): void {
    const { parent } = frame;
    if (frame.block) {
      const inside = frame.whole !== null && parent?.whole === frame.whole;
      if (inside) this.line.wall(false);
      else this.flush(this.line.turn(modeOf(parent)));
    }
    if (frame.outer !== null) this.headings = frame.outer;
  }

  private text(node: Text, frame: Frame): void {
    if (frame.whole === null && node.data.includes('\n') && (frame.wrapped || (INNER_NEWLINE.test(node.data) && this.keepsLines(frame)))) {
      let start = 0;
      for (const line of node.data.split('\n')) {
        if (start > 0) this.line.break();
        this.piece(node, start, start + line.length, frame);
        start += line.length + 1;
      }
    } else this.piece(node, 0, node.length, frame);
  }

  private keepsLines(frame: Frame): boolean {
    frame.lines ??= this.boxes.keepsLines(frame.element);
    return frame.lines;
  }

  private piece(node: Text, start: number, end: number, frame: Frame): void {
    if (end <= start) return;
    const before = this.line.size;
    const ended = this.line.text(node, start, end, frame);
    if (ended !== null) {
      this.flush(ended);
      this.top = frame;
    } else if (this.line.size > before) this.top = before === 0 ? frame : common(this.top, frame);
  }

  private flush(line: Line | null): void {
    const top = this.top;
    this.top = null;
    if (line === null || top === null) return;
    const text = textOf(line.run);
    if (text === '') return;
    const id = this.blocks.length;
    const headline = top.kind === 'paragraph' && line.headline && text.length <= MOST_HEADING;
    const kind = headline ? 'heading' : line.drawn ? 'code' : top.kind;
    this.promote(kind, line, top);
    const level = top.kind === 'heading' ? top.level : BOLD_LEVEL;
    const section = this.sectionFor(kind, level);
    if (kind === 'heading') this.headings.push({ id, level });
    const features = { container: this.containerOf(top), linkDensity: line.linkDensity, bold: line.bold, visible: !top.hidden };
    this.blocks.push({ id, kind, text, section, features });
    this.runs.set(id, line.run);
    if (kind === 'paragraph' && line.bold && line.linkDensity < 0.5 && text.length <= MOST_BOLD_LINE && !STOPPED.test(text))
      this.boldLine = { id, home: homeOf(top) };
  }

  /** A whole-bold line is a heading where text that is not bold follows it in the same element. */
  private promote(kind: BlockKind, line: Line, top: Frame): void {
    const { boldLine } = this;
    this.boldLine = null;
    if (boldLine === null || line.bold || kind === 'heading' || !isInside(homeOf(top), boldLine.home)) return;
    const block = this.blocks[boldLine.id]!;
    this.blocks[boldLine.id] = { ...block, kind: 'heading', section: this.sectionFor('heading', BOLD_LEVEL) };
    this.headings.push({ id: block.id, level: BOLD_LEVEL });
  }

  /** The heading that a block stands under; a heading ends those of its own level and below. */
  private sectionFor(kind: BlockKind, level: number): number | null {
    if (kind === 'heading') {
      while (this.headings.length > 0 && this.headings.at(-1)!.level >= level) this.headings.pop();
    }
    return this.headings.at(-1)?.id ?? null;
  }

  /** Containers are made when a run first needs them, the outer before the inner. */
  private containerOf(frame: Frame): number {
    const missing: Frame[] = [];
    for (let at: Frame | null = frame; at !== null && at.container < 0; at = at.parent) missing.push(at);
    for (const one of missing.reverse()) {
      one.container = this.containers.length;
      this.containers.push({ parent: one.parent?.container ?? -1, tag: one.tag, words: this.words.of(one.element) });
    }
    return frame.container;
  }
}

const isShut = (element: Element, parent: Frame | null): boolean =>
  parent !== null && parent.tag === 'details' && element.localName !== 'summary' && !parent.element.hasAttribute('open');

const CAPTION_TAGS = new Set(['p', 'div', 'dd', 'span']);
const CAPTION_NAMES = /(?:^|[\s_-])(?:captions?|figcaption)(?:-text|_text|-body)?(?:\s|$)/i;

/** A `wp-caption-text` and its like; not a box that holds the picture too. */
const isCaption = (element: Element, tag: string): boolean =>
  CAPTION_TAGS.has(tag) &&
  element.hasAttributes() &&
  CAPTION_NAMES.test(element.getAttribute('class') ?? '') &&
  element.querySelector('img, picture, video, svg, iframe') === null;

const kindOf = (element: Element, tag: string, wrapped: boolean, parent: Frame | null): BlockKind => {
  const outer = parent?.kind ?? 'paragraph';
  if (outer === 'paragraph' && isCaption(element, tag)) return 'caption';
  const own = wrapped ? undefined : KIND_OF_TAG.get(tag);
  return own === undefined || own === 'paragraph' ? outer : own;
};

const modeOf = (frame: Frame | null): Mode => frame?.whole ?? (frame?.wrapped ? 'prose' : 'flow');

/** The element that the nearest block around a run stands in. */
const homeOf = (top: Frame): Frame | null => {
  let at: Frame | null = top;
  while (at !== null && !at.block) at = at.parent;
  return at?.parent ?? null;
};

const isInside = (frame: Frame | null, outer: Frame | null): boolean => {
  let at = frame;
  while (at !== null && outer !== null && at.depth > outer.depth) at = at.parent;
  return at === outer;
};

/** The deepest frame that holds both. */
const common = (a: Frame | null, b: Frame): Frame | null => {
  let left: Frame | null = a;
  let right: Frame | null = b;
  while (left !== right && left !== null && right !== null) {
    if (left.depth >= right.depth) left = left.parent;
    else right = right.parent;
  }
  return left;
};
