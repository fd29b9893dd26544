import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface VirtualListProps<T> {
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  /** Every row has this height, in CSS pixels: one division finds the rows in view, without a library. */
  readonly rowHeight: number;
  readonly label: string;
  /** Scrolled into view when it changes. */
  readonly chosenKey: string | undefined;
  /** Called when the list is scrolled near its end. */
  readonly onNearEnd?: () => void;
  readonly children: (item: T) => ComponentChildren;
}

const overscan = 6;

/** Renders only the rows in view, and tells screen readers the full length of the list. */
export function VirtualList<T>(props: VirtualListProps<T>): JSX.Element {
  const { items, rowHeight, keyOf, label, chosenKey, onNearEnd } = props;
  const box = useRef<HTMLDivElement>(null);
  const { top, height } = useViewport(box);
  const first = Math.max(0, Math.floor(top / rowHeight) - overscan);
  const last = Math.min(items.length, Math.ceil((top + height) / rowHeight) + overscan);

  useLayoutEffect(() => {
    if (items.length > 0 && last >= items.length - overscan) onNearEnd?.();
  }, [last, items.length]);

  useLayoutEffect(() => {
    const index = items.findIndex((item) => keyOf(item) === chosenKey);
    if (box.current && index >= 0) scrollIntoView(box.current, index * rowHeight, rowHeight);
  }, [chosenKey]);

  // New items on top must not move the rows that somebody who has scrolled down is reading.
  const newestKey = items[0] && keyOf(items[0]);
  const newestBefore = useRef(newestKey);
  useLayoutEffect(() => {
    const added = items.findIndex((item) => keyOf(item) === newestBefore.current);
    newestBefore.current = newestKey;
    if (box.current && box.current.scrollTop > 0 && added > 0)
      box.current.scrollTop += added * rowHeight;
  }, [newestKey]);

  return (
    <div class="virtual-list" ref={box} tabIndex={-1}>
      <ul aria-label={label} style={{ height: items.length * rowHeight }}>
        {items.slice(first, last).map((item, offset) => (
          <li
            key={keyOf(item)}
            aria-setsize={items.length}
            aria-posinset={first + offset + 1}
            style={{
              height: rowHeight,
              transform: `translateY(${(first + offset) * rowHeight}px)`,
            }}
          >
            {props.children(item)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function useViewport(box: { readonly current: HTMLElement | null }) {
  const [viewport, setViewport] = useState({ top: 0, height: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () => setViewport({ top: element.scrollTop, height: element.clientHeight });
    const resized = new ResizeObserver(measure);
    resized.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, []);
  return viewport;
}

function scrollIntoView(box: HTMLElement, top: number, height: number): void {
  if (top < box.scrollTop) box.scrollTop = top;
  const below = top + height - box.clientHeight;
  if (below > box.scrollTop) box.scrollTop = below;
}
