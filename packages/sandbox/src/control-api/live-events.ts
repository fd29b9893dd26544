/** One thing that happened, as server-sent events name it. */
interface LiveEvent {
  readonly name: string;
  /** Asked for only where somebody listens. */
  readonly data: () => unknown;
}

export interface LiveEvents {
  /** Sends an event to every open stream. It is written once, however many listen. */
  readonly publish: (event: LiveEvent) => void;
  /** A new stream in the `text/event-stream` format: everything published from now on. */
  readonly open: () => ReadableStream<Uint8Array>;
  /** Open streams at this moment. */
  readonly count: () => number;
  /** Ends all streams; browsers then connect again. */
  readonly close: () => void;
}

/** A reader that falls this many bytes behind is cut off: it connects again and reads the list anew,
 *  instead of filling this process's memory. */
const maxBacklog = 4 * 1024 * 1024;

type Controller = ReadableStreamDefaultController<Uint8Array>;

export function createLiveEvents(): LiveEvents {
  const encoder = new TextEncoder();
  const readers = new Set<Controller>();

  const leave = (reader: Controller) => {
    if (readers.delete(reader)) reader.close();
  };
  const open = () => {
    let own: Controller | undefined;
    return new ReadableStream<Uint8Array>(
      {
        start(reader) {
          own = reader;
          readers.add(reader);
          // Some bytes at once, so that proxies and browsers see the stream as open.
          reader.enqueue(encoder.encode(': open\n\n'));
        },
        cancel() {
          if (own) readers.delete(own);
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark: maxBacklog }),
    );
  };
  const publish = ({ name, data }: LiveEvent) => {
    if (readers.size === 0) return;
    const chunk = encoder.encode(`event: ${name}\ndata: ${JSON.stringify(data())}\n\n`);
    for (const reader of readers) {
      if ((reader.desiredSize ?? 0) < chunk.byteLength) leave(reader);
      else reader.enqueue(chunk);
    }
  };
  return {
    publish,
    open,
    count: () => readers.size,
    close: () => {
      for (const reader of readers) leave(reader);
    },
  };
}
